// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.mechanism;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.api.PasskeyEvent;
import ee.passkeys.application.ContainerRealm;
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
import ee.passkeys.testkit.MemoryPasskeyStore;
import ee.passkeys.testkit.MutableClock;
import ee.passkeys.testkit.NoRealm;
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
    private VerifiedAssertion proof = Proofs.of("ada", new MemoryPasskeyStore());
    private boolean on = true;
    private boolean visible = true;
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

    @Test
    void comesInWithNoMoreGroupsThanTheOriginMayGive() {
        settings.put("passkeys.groups.origin.https://example.org", "user, guest");
        groups = groups("user", "boss");

        assertThat(decide()).isEqualTo(new SignInRule.Granted(groups("user").orElseThrow()));
        assertThat(events).containsExactly(limited("https://example.org", false, "boss"));
    }

    @Test
    void comesInWithAllGroupsWhereAnotherOriginIsLimited() {
        settings.put("passkeys.origins", "https://example.org, https://partner.example.org");
        settings.put("passkeys.groups.origin.https://partner.example.org", "guest");
        groups = groups("user", "boss");

        assertThat(decide()).isEqualTo(new SignInRule.Granted(groups.orElseThrow()));
        assertThat(events).isEmpty();
    }

    @Test
    void comesInWithoutAnAuditLineWhereTheOriginLeavesNothingOut() {
        settings.put("passkeys.groups.origin.https://example.org", "user, guest");

        assertThat(decide()).isEqualTo(new SignInRule.Granted(groups("user").orElseThrow()));
        assertThat(events).isEmpty();
    }

    @Test
    void comesInWithWhatTheOriginMayGiveOfWhatTheContainerAdds() {
        settings.put("passkeys.groups.origin.https://example.org", "user, guest");
        groups = Optional.of(ResolvedGroups.of(Groups.BY_NAME, Optional.of(Set.of("guest", "boss")), false));

        assertThat(decide()).isEqualTo(new SignInRule.Granted(groups("guest").orElseThrow()));
    }

    @Test
    void staysOutWhereTheOriginLeavesNoGroup() {
        settings.put("passkeys.groups.origin.https://example.org", "guest");

        assertThat(decide()).isInstanceOf(SignInRule.Refused.class);
        assertThat(events).containsExactly(limited("https://example.org", true, "user"));
    }

    @Test
    void staysOutWhereTheContainerCouldAddWhatTheOriginMayNotGive() {
        settings.put("passkeys.groups.origin.https://example.org", "user");
        visible = false;

        assertThat(decide()).isInstanceOf(SignInRule.Refused.class);
        assertThat(events).containsExactly(limited("https://example.org", true));
    }

    @Test
    void staysOutWhereOnlyTheContainerKnowsTheGroupsThatAnOriginLimits() {
        settings.put("passkeys.groups.origin.https://example.org", "user");
        groups = Optional.of(ResolvedGroups.of(Groups.BY_NAME, Optional.empty(), false));

        assertThat(decide()).isInstanceOf(SignInRule.Refused.class);
    }

    @Test
    void staysOutWhereAnyOriginIsLimitedAndTheirsIsNotKnown() {
        settings.put("passkeys.groups.origin.https://example.org", "user");
        proof = Proofs.of("ada", new MemoryPasskeyStore(), Optional.empty());

        assertThat(decide()).isInstanceOf(SignInRule.Refused.class);
        assertThat(events).containsExactly(limited("", true, "user"));
    }

    @Test
    void staysOutWhereTheLevelOfAGroupIsOffThatTheOriginLeavesOut() {
        settings.put("passkeys.rollout.group.guests", "off");
        settings.put("passkeys.rollout.group.boss", "require");
        settings.put("passkeys.groups.origin.https://example.org", "user");
        groups = groups("user", "guests");

        assertThat(decide()).isEqualTo(new SignInRule.Refused("the rollout level is off for ada"));
    }

    private PasskeyEvent limited(String origin, boolean refused, String... left) {
        return new PasskeyEvent.GroupsLimited(clock.instant(), "ada", Proofs.PASSKEY, origin, Set.of(left), refused);
    }

    private static Optional<ResolvedGroups> groups(String... names) {
        return Optional.of(ResolvedGroups.of(Groups.of(Set.of(names)), Optional.of(Set.of()), false));
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
        return new SignInRule(
                        admission,
                        new GroupParity(read, events::add, clock),
                        passwords,
                        rollout,
                        passkeys,
                        new OriginGroups(read, realm(), events::add, clock))
                .decide(proof, callbacks -> {});
    }

    private ContainerRealm realm() {
        return new NoRealm() {
            @Override
            public Optional<Set<String>> groupsByName(String caller, CallbackHandler container) {
                return visible ? Optional.of(Set.of()) : Optional.empty();
            }
        };
    }
}
