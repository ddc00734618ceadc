// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.caller;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import jakarta.security.enterprise.identitystore.IdentityStore.ValidationType;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Asks the host's own identity stores for the groups of a caller, as they are now. */
@ApplicationScoped
public class CallerGroups {

    /** WildFly has it in every application. It says that it provides groups, and knows only those in a token of this very login. */
    private static final String OPEN_ID = "OpenIdIdentityStore";

    private final Instance<IdentityStore> stores;

    /** Made by the container, which needs it for its proxy. */
    @SuppressWarnings("NullAway") // a proxy has no state
    protected CallerGroups() {
        this.stores = null;
    }

    /**
     * Made by the container.
     *
     * @param stores every identity store of the host
     */
    @Inject
    public CallerGroups(@Any Instance<IdentityStore> stores) {
        this.stores = stores;
    }

    /**
     * Whether the host has stores that know groups.
     *
     * @return false where the users live in the container's realm, which knows their groups itself
     */
    public boolean areProvided() {
        return !providing().isEmpty();
    }

    /**
     * The groups of a caller.
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

    private List<IdentityStore> providing() {
        return stores.handlesStream()
                .filter(store -> mayKnowGroups(store.getBean().getBeanClass()))
                .map(Instance.Handle::get)
                .filter(store -> store.validationTypes().contains(ValidationType.PROVIDE_GROUPS))
                .toList();
    }

    /**
     * A store says by default that it provides groups, and by default provides none: one that checks passwords alone, or finds groups while it
     * does, knows nothing of a caller who comes without. Beans that are made by others are of a class that says nothing.
     */
    private static boolean mayKnowGroups(Class<?> type) {
        if (type.getSimpleName().equals(OPEN_ID)) {
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
