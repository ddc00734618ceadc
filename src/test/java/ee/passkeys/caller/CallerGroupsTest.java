// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.caller;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The identity stores")
class CallerGroupsTest {

    @Test
    void giveTheirGroupsTogether() {
        CallerGroups groups = groups(Map.of(new Asked("user"), Asked.class, new Asked("boss"), Inherited.class));

        assertThat(groups.areProvided()).isTrue();
        assertThat(groups.of("bob")).containsExactlyInAnyOrder("user", "boss");
    }

    @Test
    void giveGroupsWhereTheyAreMadeByAnother() {
        assertThat(groups(Map.of(new Asked("user"), IdentityStore.class)).areProvided())
                .isTrue();
        assertThat(groups(Map.of(new Asked("user"), CallerGroupsTest.class)).areProvided())
                .isTrue();
    }

    @Test
    void giveNoneWhereTheyKnowOnlyThoseOfWhomTheyValidate() {
        CallerGroups groups = groups(Map.of(new Validating(), Validating.class));

        assertThat(groups.areProvided()).isFalse();
        assertThat(groups.of("bob")).isEmpty();
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
    private static CallerGroups groups(Map<IdentityStore, Class<?>> stores) {
        Stream<Object> handles = stores.entrySet().stream().map(store -> handle(store.getKey(), store.getValue()));
        Object[] all = handles.toArray();
        @SuppressWarnings("unchecked")
        Instance<IdentityStore> instance = (Instance<IdentityStore>) Proxy.newProxyInstance(
                CallerGroupsTest.class.getClassLoader(),
                new Class<?>[] {Instance.class},
                (self, method, arguments) -> Stream.of(all));
        return new CallerGroups(instance);
    }

    private static Object handle(IdentityStore store, Class<?> type) {
        Object bean = Proxy.newProxyInstance(
                CallerGroupsTest.class.getClassLoader(),
                new Class<?>[] {Bean.class},
                (self, method, arguments) -> type);
        return Proxy.newProxyInstance(
                CallerGroupsTest.class.getClassLoader(),
                new Class<?>[] {Instance.Handle.class},
                (self, method, arguments) -> method.getName().equals("getBean") ? bean : store);
    }
}
