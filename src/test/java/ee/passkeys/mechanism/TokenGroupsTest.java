// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ee.passkeys.api.PasskeyEvent;
import ee.passkeys.authorization.GroupParity;
import ee.passkeys.authorization.OriginGroups;
import ee.passkeys.authorization.PasswordPolicy;
import ee.passkeys.authorization.ResolvedGroups;
import ee.passkeys.ceremony.Proofs;
import ee.passkeys.ceremony.VerifiedAssertion;
import ee.passkeys.config.SettingSource;
import ee.passkeys.config.Settings;
import ee.passkeys.config.SettingsReader;
import ee.passkeys.config.Switch;
import ee.passkeys.policy.Rollout;
import ee.passkeys.problem.ProblemCode;
import ee.passkeys.problem.ProblemException;
import ee.passkeys.testkit.MemoryPasskeyStore;
import ee.passkeys.testkit.MutableClock;
import ee.passkeys.testkit.NoRealm;
import ee.passkeys.value.Groups;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.callback.CallbackHandler;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A token")
class TokenGroupsTest {

    private static final Settings SETTINGS = SettingsReader.read(
            SettingSource.of(Map.of("passkeys.rp.id", "example.org", "passkeys.rollout.group.guests", "off")));

    private final MutableClock clock = new MutableClock();
    private final List<PasskeyEvent> events = new ArrayList<>();
    private final VerifiedAssertion proof = Proofs.of("ada", new MemoryPasskeyStore());
    private boolean lets = true;
    private boolean on = true;
    private boolean asked = true;
    private Optional<ResolvedGroups> grant = groups("user");

    @Test
    void givesTheGroupsOfASignInAndThoseThatTheContainerAdds() throws Exception {
        grant = Optional.of(ResolvedGroups.of(Groups.of(Set.of("user")), Optional.of(Set.of("staff")), false));

        assertThat(of()).containsExactlyInAnyOrder("user", "staff");
    }

    @Test
    void givesTheGroupsThatTheContainerFindsByItself() throws Exception {
        grant = Optional.of(ResolvedGroups.of(Groups.BY_NAME, Optional.of(Set.of("user")), false));

        assertThat(of()).containsExactly("user");
    }

    @Test
    void isNotGivenWhereOnlyTheContainerKnowsTheGroupsInASession() {
        grant = Optional.of(ResolvedGroups.of(Groups.BY_NAME, Optional.empty(), false));

        assertRefused();
    }

    @Test
    void isNotGivenToWhomASignInIsRefused() {
        lets = false;

        assertRefused();
    }

    @Test
    void isNotGivenWherePasskeysAreOff() {
        on = false;

        assertRefused();
    }

    @Test
    void isNotGivenToAGroupWhoseLevelIsOff() {
        grant = groups("user", "guests");

        assertRefused();
    }

    @Test
    void isNotGivenWhereTheContainerDidNotAskTheMechanism() {
        asked = false;

        assertThatExceptionOfType(ContainerRefusedException.class).isThrownBy(this::of);
    }

    private static Optional<ResolvedGroups> groups(String... groups) {
        return Optional.of(ResolvedGroups.of(Groups.of(Set.of(groups)), Optional.empty(), false));
    }

    private void assertRefused() {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(this::of)
                .matches(refusal -> refusal.failure() == ProblemCode.AUTHENTICATION_FAILED);
        assertThat(events)
                .singleElement()
                .isInstanceOfSatisfying(
                        PasskeyEvent.Refused.class,
                        event -> assertThat(event.kind()).isEqualTo("token"));
    }

    private Set<String> of() throws ProblemException, ContainerRefusedException {
        Admission admission = new Admission() {
            @Override
            Optional<ResolvedGroups> grant(VerifiedAssertion who, CallbackHandler container) {
                return grant;
            }
        };
        Switch passkeys = new Switch(SettingSource.of(Map.of()), clock, on);
        GroupParity guard = new GroupParity(SETTINGS, events::add, clock) {
            @Override
            public boolean lets(VerifiedAssertion who, Optional<ResolvedGroups> given) {
                return lets;
            }
        };
        PasswordPolicy rule =
                new PasswordPolicy(new Rollout(SETTINGS), null, null, events::add, clock, passkeys, null) {
                    @Override
                    public void needed(String caller) {
                        // the password is the realm's
                    }
                };
        Rollout rollout = new Rollout(SETTINGS);
        OriginGroups origins = new OriginGroups(SETTINGS, new NoRealm(), events::add, clock);
        return new TokenGroups(
                        new SignInRule(admission, guard, rule, rollout, passkeys, origins), rollout, events::add, clock)
                .of(proof, request());
    }

    private HttpServletRequest request() {
        CallbackHandler container = callbacks -> {};
        return (HttpServletRequest) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (self, method, arguments) -> asked ? container : null);
    }
}
