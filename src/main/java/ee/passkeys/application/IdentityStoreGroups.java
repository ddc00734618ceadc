// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.application;

import com.google.common.base.Suppliers;
import ee.passkeys.value.OneInstance;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import jakarta.security.enterprise.identitystore.IdentityStore.ValidationType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Reads the current groups of a user from the application's identity stores. */
@OneInstance
public class IdentityStoreGroups {

    /** WildFly has it in every application. It says that it provides groups, and knows only those in a token of this very login. */
    private static final String OPEN_ID = "OpenIdIdentityStore";

    /** Stores, looked up once: beans do not change while the application runs, and every request needs them. */
    private final Supplier<List<IdentityStore>> stores;

    private final Supplier<List<IdentityStore>> knowing;
    private final ApplicationHandler handler;

    /**
     * Made by the container.
     *
     * @param stores every identity store of the application
     * @param handler calls the stores when there is a password
     */
    @Inject
    public IdentityStoreGroups(@Any Instance<IdentityStore> stores, ApplicationHandler handler) {
        this.stores = Suppliers.memoize(() -> instances(stores, type -> !isOpenId(type)));
        this.knowing = Suppliers.memoize(() -> instances(stores, IdentityStoreGroups::mayKnowGroups));
        this.handler = handler;
    }

    private static List<IdentityStore> instances(Instance<IdentityStore> stores, Predicate<Class<?>> types) {
        return stores.handlesStream()
                .filter(store -> types.test(store.getBean().getBeanClass()))
                .map(Instance.Handle::get)
                .toList();
    }

    /**
     * Tells whether the application has stores that provide groups.
     *
     * @return false where the users live in the container's realm, which knows their groups itself
     */
    public boolean areProvided() {
        return !providing().isEmpty();
    }

    /**
     * Returns the groups of a user.
     *
     * @param caller the name in the container
     * @return what all stores together say, possibly nothing
     */
    public Set<String> of(String caller) {
        Set<String> groups = new TreeSet<>();
        CredentialValidationResult known = new CredentialValidationResult(caller);
        providing().forEach(store -> groups.addAll(store.getCallerGroups(known)));
        return groups;
    }

    /**
     * What the handler says of a caller without a password; where it says nothing, what the stores give.
     *
     * @param caller the name in the container
     * @param openId whether callers come by OpenID Connect, which is one more way that finds callers valid
     * @return empty where neither knows groups without a password
     */
    public Optional<WithoutPassword> withoutPassword(String caller, boolean openId) {
        Optional<CredentialValidationResult> answer = handler.ask(caller);
        if (answer.isPresent()) {
            return Optional.of(new WithoutPassword(
                    new TreeSet<>(answer.get().getCallerGroups()),
                    true,
                    Optional.of(answer.get().getCallerPrincipal())));
        }
        return areProvided()
                ? Optional.of(new WithoutPassword(of(caller), areCertain(openId), Optional.empty()))
                : Optional.empty();
    }

    /**
     * Whether the stores give the same without a password as with one. The container takes the groups of the store that finds the password right,
     * and of those that only provide groups; of two that find passwords right, nobody knows which it would be.
     *
     * @param openId whether callers come by OpenID Connect
     * @return false where a password may give less
     */
    public boolean areCertain(boolean openId) {
        long validating = stores.get().stream()
                        .filter(store -> is(store, ValidationType.VALIDATE))
                        .count()
                + (openId ? 1 : 0);
        return !handler.isOwn()
                && (validating < 2 || providing().stream().noneMatch(store -> is(store, ValidationType.VALIDATE)));
    }

    /**
     * Whether the host has stores, but none that knows groups without a password.
     *
     * @return false also where there is no store
     */
    public boolean needPassword() {
        return !stores.get().isEmpty() && !areProvided();
    }

    private List<IdentityStore> providing() {
        return knowing.get().stream()
                .filter(store -> is(store, ValidationType.PROVIDE_GROUPS))
                .toList();
    }

    private static boolean is(IdentityStore store, ValidationType type) {
        return store.validationTypes().contains(type);
    }

    private static boolean isOpenId(Class<?> type) {
        return type.getSimpleName().equals(OPEN_ID);
    }

    /**
     * A store says by default that it provides groups, and by default provides none: one that checks passwords alone, or finds groups while
     * it does, knows nothing of a caller who comes without. Beans that are made by others are of a class that says nothing.
     */
    private static boolean mayKnowGroups(Class<?> type) {
        if (isOpenId(type)) {
            return false;
        }
        if (type.isInterface() || !IdentityStore.class.isAssignableFrom(type)) {
            return true;
        }
        try {
            return type.getMethod("getCallerGroups", CredentialValidationResult.class)
                            .getDeclaringClass()
                    != IdentityStore.class;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("every identity store has that method", e);
        }
    }
}
