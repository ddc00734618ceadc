// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.application;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.security.enterprise.CallerPrincipal;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The identity stores")
class IdentityStoreGroupsTest {

    @Test
    void giveTheirGroupsTogether() {
        IdentityStoreGroups groups = groups(Map.of(new Asked("user"), Asked.class, new Asked("boss"), Inherited.class));

        assertThat(groups.areProvided()).isTrue();
        assertThat(groups.of("bob")).containsExactlyInAnyOrder("user", "boss");
    }

    @Test
    void giveGroupsWhereTheyAreMadeByAnother() {
        assertThat(groups(Map.of(new Asked("user"), IdentityStore.class)).areProvided())
                .isTrue();
        assertThat(groups(Map.of(new Asked("user"), IdentityStoreGroupsTest.class))
                        .areProvided())
                .isTrue();
    }

    @Test
    void giveNoneWhereTheyKnowOnlyThoseOfWhomTheyValidate() {
        IdentityStoreGroups groups = groups(Map.of(new Validating(), Validating.class));

        assertThat(groups.areProvided()).isFalse();
        assertThat(groups.of("bob")).isEmpty();
    }

    @Test
    void areCertainWhereOneAloneFindsPasswordsRight() {
        assertThat(groups(Map.of(new Asked("user"), Asked.class)).areCertain(false))
                .isTrue();
        assertThat(groups(Map.of(new Asked("user"), Asked.class)).areCertain(true))
                .isFalse();
        assertThat(groups(Map.of(new Asked("user"), Asked.class, new Providing(), Providing.class))
                        .areCertain(false))
                .isTrue();
        assertThat(groups(Map.of(new Providing(), Providing.class, new Validating(), Validating.class))
                        .areCertain(true))
                .isTrue();
    }

    @Test
    void areNotCertainWhereOneFindsPasswordsRightAndAnotherGivesGroupsOnlyIfItDoes() {
        IdentityStoreGroups groups = groups(Map.of(new Asked("user"), Asked.class, new Validating(), Validating.class));

        assertThat(groups.areCertain(false)).isFalse();
        assertThat(groups.withoutPassword("bob", false))
                .contains(new WithoutPassword(Set.of("user"), false, Optional.empty()));
    }

    @Test
    void areNotCertainBehindAHandlerOfTheApplication() {
        own = true;

        assertThat(groups(Map.of(new Asked("user"), Asked.class)).areCertain(false))
                .isFalse();
    }

    @Test
    void areWhatTheHandlerMakesOfThemWhereItTakesACallerWithoutPassword() {
        CallerPrincipal bob = new CallerPrincipal("bob");
        answer = new CredentialValidationResult(bob, Set.of("clerk"));
        IdentityStoreGroups groups = groups(Map.of(new Asked("user"), Asked.class, new Validating(), Validating.class));

        assertThat(groups.withoutPassword("bob", false))
                .contains(new WithoutPassword(Set.of("clerk"), true, Optional.of(bob)));
        assertThat(groups.withoutPassword("eve", false).map(WithoutPassword::groups))
                .contains(Set.of("user"));
    }

    @Test
    void areAskedWhereTheHandlerFailsOrRefuses() {
        IdentityStoreGroups groups = groups(Map.of(new Asked("user"), Asked.class));
        answer = CredentialValidationResult.INVALID_RESULT;
        assertThat(groups.withoutPassword("bob", false).map(WithoutPassword::groups))
                .contains(Set.of("user"));

        answer = null;
        assertThat(groups.withoutPassword("bob", false).map(WithoutPassword::groups))
                .contains(Set.of("user"));
    }

    @Test
    void needAPasswordWhereNoneKnowsGroupsWithoutOne() {
        assertThat(groups(Map.of(new Validating(), Validating.class)).needPassword())
                .isTrue();
        assertThat(groups(Map.of(new Asked("user"), Asked.class)).needPassword())
                .isFalse();
        assertThat(groups(Map.of()).needPassword()).isFalse();
    }

    /** What the handler says, which fails where this is null. */
    private CredentialValidationResult answer = CredentialValidationResult.NOT_VALIDATED_RESULT;

    private boolean own;

    static class Providing extends Asked {

        Providing() {
            super("provided");
        }

        @Override
        public Set<ValidationType> validationTypes() {
            return Set.of(ValidationType.PROVIDE_GROUPS);
        }
    }

    static class Asked implements IdentityStore {

        private final String group;

        Asked(String group) {
            this.group = group;
        }

        @Override
        public Set<String> getCallerGroups(CredentialValidationResult result) {
            return Set.of(group);
        }
    }

    static class Inherited extends Asked {

        Inherited() {
            super("inherited");
        }
    }

    static class Validating implements IdentityStore {

        @Override
        public CredentialValidationResult validate(Credential credential) {
            return new CredentialValidationResult("bob", Set.of("user"));
        }
    }

    /** Beans of stores, and the class that each bean says it is of. */
    private IdentityStoreGroups groups(Map<IdentityStore, Class<?>> stores) {
        Stream<Object> handles = stores.entrySet().stream().map(store -> handle(store.getKey(), store.getValue()));
        Object[] all = handles.toArray();
        @SuppressWarnings("unchecked")
        Instance<IdentityStore> instance = (Instance<IdentityStore>) Proxy.newProxyInstance(
                IdentityStoreGroupsTest.class.getClassLoader(),
                new Class<?>[] {Instance.class},
                (self, method, arguments) -> Stream.of(all));
        return new IdentityStoreGroups(instance, Handlers.handler(own, () -> {
            if (answer == null) {
                throw new ClassCastException("not a password");
            }
            return answer;
        }));
    }

    private static Object handle(IdentityStore store, Class<?> type) {
        Object bean = Proxy.newProxyInstance(
                IdentityStoreGroupsTest.class.getClassLoader(),
                new Class<?>[] {Bean.class},
                (self, method, arguments) -> type);
        return Proxy.newProxyInstance(
                IdentityStoreGroupsTest.class.getClassLoader(),
                new Class<?>[] {Instance.Handle.class},
                (self, method, arguments) -> method.getName().equals("getBean") ? bean : store);
    }
}
