// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.api.PasskeyEvent;
import ee.passkeys.api.PasskeyEvent.ParityBroken;
import ee.passkeys.api.PasskeyEvent.ParityBroken.Difference;
import ee.passkeys.ceremony.Proofs;
import ee.passkeys.config.SettingSource;
import ee.passkeys.config.Settings;
import ee.passkeys.config.SettingsReader;
import ee.passkeys.credential.PasswordLogin;
import ee.passkeys.testkit.MemoryPasskeyStore;
import ee.passkeys.testkit.MutableClock;
import ee.passkeys.value.Groups;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A passkey")
class GroupParityTest {

    private final MutableClock clock = new MutableClock();
    private final MemoryPasskeyStore store = new MemoryPasskeyStore();
    private final List<PasskeyEvent> events = new ArrayList<>();

    @Test
    void mayGiveWhatThePasswordGave() {
        byPassword("user", "clerk");

        assertThat(lets("refuse", "user", "clerk")).isTrue();
        assertThat(events).isEmpty();
    }

    @Test
    void mayGiveLessThanThePasswordGave() {
        byPassword("user", "clerk");

        assertThat(lets("refuse", "user")).isTrue();
        assertThat(events).isEmpty();
    }

    @Test
    void mayGiveAnythingToWhoWasNeverSeenToBringAPassword() {
        assertThat(lets("refuse", "user")).isTrue();
        assertThat(events).isEmpty();
    }

    @Test
    void mayGiveNothingToWhomThePasswordGaveNothing() {
        byPassword();

        assertThat(lets("refuse")).isTrue();
        assertThat(events).isEmpty();
    }

    @Test
    void isRefusedOrReportedWhereItGivesMore() {
        byPassword("user", "clerk");

        assertThat(lets("report", "user", "clerk", "boss")).isTrue();
        assertThat(lets("refuse", "user", "clerk", "boss")).isFalse();
        assertThat(events)
                .containsExactly(broken(Difference.GROUPS, false, "boss"), broken(Difference.GROUPS, true, "boss"));
    }

    @Test
    void isRefusedWhereItGivesSomethingElse() {
        byPassword("user", "clerk");

        assertThat(lets("refuse", "boss", "USER")).isFalse();
        assertThat(events).containsExactly(broken(Difference.GROUPS, true, "boss", "USER"));
    }

    @Test
    void isRefusedWhereThePasswordGaveNothing() {
        byPassword();

        assertThat(lets("refuse", "user")).isFalse();
        assertThat(events).containsExactly(broken(Difference.GROUPS, true, "user"));
    }

    @Test
    void isRefusedOrReportedWhereNothingIsLeft() {
        byPassword("user");

        assertThat(lets("report")).isTrue();
        assertThat(lets("refuse")).isFalse();
        assertThat(events).containsExactly(broken(Difference.GONE, false), broken(Difference.GONE, true));
    }

    @Test
    void isAlwaysRefusedWhereTheRealmHasNoSuchCallerWhateverGroupsAreFoundElsewhere() {
        byPassword("user");

        for (String mode : List.of("off", "report", "refuse-more", "refuse")) {
            assertThat(lets(mode, true, "user")).as(mode).isFalse();
        }
        assertThat(events).hasSize(4).containsOnly(broken(Difference.GONE, true));
    }

    @Test
    void isRefusedByDefaultWhereItGivesMoreAndReportedWhereNothingIsLeft() {
        byPassword("user");

        assertThat(guard(Map.of()).lets(Proofs.of("bob", store), grant("user", "boss")))
                .isFalse();
        assertThat(guard(Map.of()).lets(Proofs.of("bob", store), grant())).isTrue();
        assertThat(events).containsExactly(broken(Difference.GROUPS, true, "boss"), broken(Difference.GONE, false));
    }

    @Test
    void isAlwaysRefusedBeforeAPasswordWasSeenThatAloneShowsWhatItMayGive() {
        for (String mode : List.of("off", "report", "refuse-more", "refuse")) {
            assertThat(guard(mode).lets(Proofs.of("bob", store), Optional.of(ResolvedGroups.untilSeen(false))))
                    .isFalse();
        }
        assertThat(events).hasSize(4).containsOnly(broken(Difference.UNSEEN, true));
    }

    @Test
    void isAlwaysRefusedWhereTheRealmTakesNoLogin() {
        for (String mode : List.of("off", "report", "refuse")) {
            assertThat(guard(mode).lets(Proofs.of("bob", store), Optional.empty()))
                    .isFalse();
        }
        assertThat(events).hasSize(3).containsOnly(broken(Difference.LOCKED, true));
    }

    @Test
    void isNotComparedWhereTheSettingsSaySo() {
        byPassword("user");

        assertThat(lets("off", "user", "boss")).isTrue();
        assertThat(events).isEmpty();
    }

    @Test
    void isNotComparedWhereTheContainerDoesNotShowWhatItGives() {
        byPassword("user");

        assertThat(guard("refuse")
                        .lets(
                                Proofs.of("bob", store),
                                Optional.of(ResolvedGroups.of(Groups.BY_NAME, Optional.empty(), false))))
                .isTrue();
        assertThat(events).isEmpty();
    }

    private boolean lets(String mode, String... groups) {
        return lets(mode, false, groups);
    }

    private boolean lets(String mode, boolean gone, String... groups) {
        return guard(mode)
                .lets(
                        Proofs.of("bob", store),
                        Optional.of(ResolvedGroups.of(Groups.BY_NAME, Optional.of(Set.of(groups)), gone)));
    }

    private GroupParity guard(String mode) {
        return guard(Map.of("passkeys.groups.parity", mode));
    }

    private static Optional<ResolvedGroups> grant(String... groups) {
        return Optional.of(ResolvedGroups.of(Groups.BY_NAME, Optional.of(Set.of(groups)), false));
    }

    private GroupParity guard(Map<String, String> of) {
        Settings settings = SettingsReader.read(SettingSource.of(of));
        return new GroupParity(settings, events::add, clock);
    }

    private ParityBroken broken(Difference difference, boolean refused, String... groups) {
        return new ParityBroken(clock.instant(), "bob", Proofs.PASSKEY, difference, Set.of(groups), refused);
    }

    private void byPassword(String... groups) {
        store.transact(stored -> {
            stored.keep(new PasswordLogin("bob", Set.of(groups), Instant.EPOCH));
            return stored;
        });
    }
}
