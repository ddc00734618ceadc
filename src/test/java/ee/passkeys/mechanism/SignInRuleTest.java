// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.mechanism;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.api.PasskeyEvent;
import ee.passkeys.authorization.GroupParity;
import ee.passkeys.authorization.PasswordPolicy;
import ee.passkeys.authorization.ResolvedGroups;
import ee.passkeys.ceremony.Proofs;
import ee.passkeys.ceremony.VerifiedAssertion;
import ee.passkeys.config.SettingSource;
import ee.passkeys.config.Settings;
import ee.passkeys.config.SettingsReader;
import ee.passkeys.config.Switch;
import ee.passkeys.policy.Rollout;
import ee.passkeys.testkit.MemoryPasskeyStore;
import ee.passkeys.testkit.MutableClock;
import ee.passkeys.value.Groups;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.callback.CallbackHandler;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The owner of a verified passkey")
class SignInRuleTest {

    private final MutableClock clock = new MutableClock();
    private final Map<String, String> settings = new HashMap<>(Map.of("passkeys.rp.id", "example.org"));
    private final List<PasskeyEvent> events = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final VerifiedAssertion proof = Proofs.of("ada", new MemoryPasskeyStore());
    private boolean on = true;
    private Optional<ResolvedGroups> groups = groups("user");

    @Test
    void comesInWithTheGroupsThatAreThereNow() {
        assertThat(decide()).isEqualTo(new SignInRule.Granted(groups.orElseThrow()));
        assertThat(told).isEmpty();
    }

    @Test
    void staysOutWherePasskeysAreOff() {
        on = false;

        assertThat(decide()).isInstanceOf(SignInRule.Refused.class);
        assertThat(told).containsExactly("needs the password");
    }

    @Test
    void staysOutWhereTheRealmTakesNoSignIn() {
        groups = Optional.empty();

        assertThat(decide()).isInstanceOf(SignInRule.Refused.class);
        assertThat(told).containsExactly("needs the password");
    }

    @Test
    void staysOutAndLosesThePasskeysWhereTheRealmKnowsNobodyOfTheName() {
        groups = Optional.of(ResolvedGroups.of(Groups.of(Set.of()), Optional.empty(), true));

        assertThat(decide()).isInstanceOf(SignInRule.Refused.class);
        assertThat(told).containsExactly("is gone", "needs the password");
    }

    @Test
    void staysOutWhereTheLevelOfAGroupIsOff() {
        settings.put("passkeys.rollout.group.guests", "off");
        groups = groups("user", "guests");

        assertThat(decide()).isEqualTo(new SignInRule.Refused("the rollout level is off for ada"));
    }

    @Test
    void comesInWhereARoleOfTheApplicationCouldRaiseTheLevel() {
        settings.put("passkeys.rollout", "off");
        settings.put("passkeys.rollout.group.boss", "offer");

        assertThat(decide()).isInstanceOf(SignInRule.Granted.class);
    }

    @Test
    void comesInWhereOnlyTheContainerKnowsTheGroups() {
        settings.put("passkeys.rollout", "off");
        groups = Optional.of(ResolvedGroups.of(Groups.BY_NAME, Optional.empty(), false));

        assertThat(decide()).isInstanceOf(SignInRule.Granted.class);
    }

    private static Optional<ResolvedGroups> groups(String... names) {
        return Optional.of(ResolvedGroups.of(Groups.of(Set.of(names)), Optional.empty(), false));
    }

    private SignInRule.Decision decide() {
        Settings read = SettingsReader.read(SettingSource.of(settings));
        Rollout rollout = new Rollout(read);
        Switch passkeys = new Switch(SettingSource.of(Map.of()), clock, on);
        Admission admission = new Admission() {
            @Override
            Optional<ResolvedGroups> grant(VerifiedAssertion who, CallbackHandler container) {
                return groups;
            }
        };
        PasswordPolicy passwords = new PasswordPolicy(rollout, null, null, events::add, clock, passkeys, null) {
            @Override
            public void gone(String caller) {
                told.add("is gone");
            }

            @Override
            public void needed(String caller) {
                told.add("needs the password");
            }
        };
        return new SignInRule(admission, new GroupParity(read, events::add, clock), passwords, rollout, passkeys)
                .decide(proof, callbacks -> {});
    }
}
