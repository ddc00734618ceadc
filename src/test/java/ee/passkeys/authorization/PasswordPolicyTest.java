// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.api.AccountStatus;
import ee.passkeys.api.PasskeyEvent;
import ee.passkeys.authorization.PasswordPolicy.Password;
import ee.passkeys.ceremony.AccountIds;
import ee.passkeys.config.SettingSource;
import ee.passkeys.config.Settings;
import ee.passkeys.config.SettingsReader;
import ee.passkeys.config.Switch;
import ee.passkeys.credential.Passkey;
import ee.passkeys.credential.PasskeyUser;
import ee.passkeys.policy.Rollout;
import ee.passkeys.testkit.MemoryPasskeyStore;
import ee.passkeys.testkit.MutableClock;
import ee.passkeys.testkit.NoRealm;
import ee.passkeys.testkit.TestPasskeys;
import ee.passkeys.value.Groups;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.security.Principal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.Subject;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("The password of a user")
class PasswordPolicyTest {

    private final MutableClock clock = new MutableClock();
    private final MemoryPasskeyStore store = new MemoryPasskeyStore();
    private final List<PasskeyEvent> events = new ArrayList<>();
    private final Switch passkeys = new Switch(SettingSource.of(Map.of()), clock, true);
    private final Set<String> roles = new HashSet<>();
    private Optional<Set<String>> groupsOfRealm = Optional.empty();
    private Optional<String> account = Optional.empty();
    private boolean directoryFails;

    @Test
    void isUnneededWhereAPasskeyReplacesIt() {
        PasswordPolicy policy = policy();
        assertThat(policy.isUnneeded("bob", request("bob"))).isFalse();

        hasPasskey("bob");

        assertThat(policy.isUnneeded("bob", request("bob"))).isTrue();
        assertThat(policy.passwordOf("bob", request("bob"))).isEqualTo(Password.UNNEEDED);
        assertThat(policy.passwordOf("eve", request("eve"))).isEqualTo(Password.NEEDED);
    }

    @Test
    void isNeededWhilePasskeysAreSwitchedOff() {
        hasPasskey("bob");
        PasswordPolicy policy = policy();
        passkeys.allow(false);

        assertThat(policy.passwordOf("bob", request("bob"))).isEqualTo(Password.NEEDED);
    }

    @Test
    void isNeededOfBreakGlassAccounts() {
        hasPasskey("root");

        assertThat(policy().passwordOf("root", request("root"))).isEqualTo(Password.NEEDED);
    }

    @Test
    void isNeededForTenMinutesAfterAPasskeyThatDidNotLetItsOwnerIn() {
        hasPasskey("bob");
        hasPasskey("eve");
        PasswordPolicy policy = policy();

        policy.needed("bob");

        assertThat(policy.passwordOf("bob", request("bob"))).isEqualTo(Password.NEEDED);
        assertThat(policy.passwordOf("eve", request("eve"))).isEqualTo(Password.UNNEEDED);
    }

    @Test
    void isNeededWhereTheSettingsLeaveItOn() {
        hasPasskey("bob");
        PasswordPolicy policy = policy("password", "keep");

        assertThat(policy.isUsed()).isFalse();
        assertThat(policy.passwordOf("bob", request("bob"))).isEqualTo(Password.NEEDED);
        assertThat(policy().isUsed()).isTrue();
    }

    @Test
    void isNeededOfTheNextUserOfTheName() {
        account = Optional.of("1");
        hasPasskey("bob");
        PasswordPolicy policy = policy();
        assertThat(policy.passwordOf("bob", request("bob"))).isEqualTo(Password.UNNEEDED);

        account = Optional.of("2");

        assertThat(policy.passwordOf("bob", request("bob"))).isEqualTo(Password.NEEDED);
    }

    @Test
    void staysOffWhereItIsNotKnownWhoseThePasskeysAre() {
        hasPasskey("bob");
        directoryFails = true;

        assertThat(policy().passwordOf("bob", request("bob"))).isEqualTo(Password.UNNEEDED);
    }

    @Test
    void staysAsItWasWhileTheDatabaseIsAway() {
        hasPasskey("bob");
        PasswordPolicy policy = policy();
        policy.passwordOf("bob", request("bob"));
        policy.passwordOf("eve", request("eve"));

        store.goAway();

        assertThat(policy.passwordOf("bob", request("bob"))).isEqualTo(Password.UNNEEDED);
        assertThat(policy.passwordOf("eve", request("eve"))).isEqualTo(Password.UNCHECKED);
        assertThat(policy().passwordOf("bob", request("bob"))).isEqualTo(Password.UNCHECKED);
    }

    @Test
    void ofWhoIsGoneFromTheRealmHasNoPasskeysBesides() {
        hasPasskey("bob");

        policy().gone("bob");

        assertThat(store.passkeys()).singleElement().matches(Passkey::disabled);
    }

    @Nested
    @DisplayName("with which the container has signed in its caller")
    class OfTheContainer {

        @Test
        void isRefusedWhereAPasskeyReplacesIt() {
            hasPasskey("bob");

            assertThat(policy().isRefusedToCallerOf(request("bob"))).isTrue();
            assertThat(events).containsExactly(new PasskeyEvent.PasswordRefused(clock.instant(), "bob"));
        }

        @Test
        void isTakenOfOneForWhomPasskeysAreOff() {
            hasPasskey("bob");
            PasswordPolicy policy = policy("rollout.group.staff", "off");
            assertThat(policy.isRefusedToCallerOf(request("bob"))).isTrue();
            events.clear();
            roles.add("staff");

            assertThat(policy.isRefusedToCallerOf(request("bob"))).isFalse();
            assertThat(events).isEmpty();
        }

        @Test
        void isTakenWithAnEventWhereItCouldNotBeChecked() {
            store.goAway();

            assertThat(policy().isRefusedToCallerOf(request("bob"))).isFalse();
            assertThat(events).containsExactly(new PasskeyEvent.PasswordUnchecked(clock.instant(), "bob"));
        }

        @Test
        void isTakenWithAnEventOfBreakGlassAccounts() {
            assertThat(policy().isRefusedToCallerOf(request("root"))).isFalse();
            assertThat(events).containsExactly(new PasskeyEvent.BreakGlassUsed(clock.instant(), "root"));
        }
    }

    @Nested
    @DisplayName("who brought it leads to passkeys")
    class WithGroups {

        private final PasswordPolicy policy = policy("rollout", "offer", "rollout.group.staff", "off");

        @Test
        void whereNobodysLevelIsOff() {
            assertThat(policy("rollout.group.staff", "offer")
                            .takesPasskeys(() -> Groups.of(Set.of("staff")), context()))
                    .isTrue();
        }

        @Test
        void whereTheLevelOfTheGroupsIsNotOff() {
            assertThat(policy.takesPasskeys(() -> Groups.of(Set.of("clerk")), context()))
                    .isTrue();
            assertThat(policy.takesPasskeys(() -> Groups.of(Set.of("staff")), context()))
                    .isFalse();
        }

        @Test
        void byTheGroupsThatTheContainerFoundItself() {
            groupsOfRealm = Optional.of(Set.of("clerk"));
            assertThat(policy.takesPasskeys(() -> Groups.BY_NAME, context())).isTrue();

            groupsOfRealm = Optional.of(Set.of("staff"));
            assertThat(policy.takesPasskeys(() -> Groups.BY_NAME, context())).isFalse();
        }

        @Test
        void notWhereTheGroupsAreUnknownAndOneMayBeOff() {
            assertThat(policy.takesPasskeys(() -> Groups.BY_NAME, context())).isFalse();
        }
    }

    private PasswordPolicy policy(String... keysAndValues) {
        Map<String, String> values = new HashMap<>(Map.of(
                "passkeys.rp.id", "example.org",
                "passkeys.password", "off-when-safe",
                "passkeys.break-glass", "root"));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put("passkeys." + keysAndValues[i], keysAndValues[i + 1]);
        }
        Settings settings = SettingsReader.read(SettingSource.of(values));
        return new PasswordPolicy(
                new Rollout(settings),
                new NoRealm() {
                    @Override
                    public Optional<Set<String>> groupsIn(Subject subject) {
                        return groupsOfRealm;
                    }
                },
                store,
                events::add,
                clock,
                passkeys,
                AccountIds.of(settings, accounts(), store, event -> {}, clock));
    }

    private AccountStatus accounts() {
        return new AccountStatus() {
            @Override
            public boolean isActive(String caller) {
                return true;
            }

            @Override
            public Optional<String> accountId(String caller) {
                if (directoryFails) {
                    throw new IllegalStateException("the directory is away");
                }
                return account;
            }
        };
    }

    /** One that is backed up, and was used. */
    private void hasPasskey(String name) {
        PasskeyUser user = TestPasskeys.user(name);
        Passkey made = TestPasskeys.passkey(user);
        Passkey used = new Passkey(
                made.id(),
                made.owner(),
                name,
                made.publicKey(),
                0,
                true,
                true,
                true,
                List.of(),
                made.aaguid(),
                made.rpId(),
                made.label(),
                made.attestation(),
                made.createdAt(),
                clock.instant().plus(Duration.ofMinutes(1)),
                false);
        store.<Boolean, RuntimeException>transact(stored -> {
            stored.addUser(user);
            stored.add(used);
            account.ifPresent(one -> stored.bind(user.handle(), used.id(), one));
            return true;
        });
    }

    private HttpServletRequest request(String name) {
        Principal principal = () -> name;
        return proxy(HttpServletRequest.class, (method, argument) -> switch (method) {
            case "getUserPrincipal" -> principal;
            case "getServerName" -> "example.org";
            case "isUserInRole" -> roles.contains(argument);
            default -> throw new AssertionError(method);
        });
    }

    private static HttpMessageContext context() {
        return proxy(HttpMessageContext.class, (method, argument) -> new Subject());
    }

    private interface Answers {
        Object to(String method, Object argument);
    }

    private static <T> T proxy(Class<T> type, Answers answers) {
        return type.cast(Proxy.newProxyInstance(
                PasswordPolicyTest.class.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> answers.to(method.getName(), arguments == null ? null : arguments[0])));
    }
}
