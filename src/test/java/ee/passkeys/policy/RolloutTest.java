// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.policy;

import static ee.passkeys.policy.Fixture.RP_ID;
import static ee.passkeys.policy.Fixture.passkey;
import static ee.passkeys.policy.Fixture.rollout;
import static ee.passkeys.policy.Fixture.used;
import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.config.Settings.Level;
import ee.passkeys.credential.EnrollmentRecord;
import ee.passkeys.credential.Passkey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The table of decisions. */
class RolloutTest {

    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final List<Passkey> NONE = List.of();

    @Nested
    @DisplayName("The level of a caller")
    class LevelOfACaller {

        @ParameterizedTest
        @CsvSource({
            "'', OFFER",
            "others, OFFER",
            "contractors, OFF",
            "staff, OFFER",
            "admins, REQUIRE",
            "contractors staff, OFFER",
            "contractors admins, REQUIRE",
            "contractors staff admins, REQUIRE",
        })
        void isTheStrictestOfTheGroups(String groups, Level level) {
            Rollout rollout = rollout(
                    "rollout.group.contractors", "off",
                    "rollout.group.staff", "offer",
                    "rollout.group.admins", "require");

            assertThat(rollout.levelOf(Set.of(groups.split(" "))::contains)).isEqualTo(level);
        }

        @ParameterizedTest
        @EnumSource(Level.class)
        void isTheGeneralOneWithoutAGroup(Level level) {
            Rollout rollout = rollout("rollout", level.name().toLowerCase(), "rollout.group.pilots", "offer");

            assertThat(rollout.levelOf(group -> false)).isEqualTo(level);
            assertThat(rollout.levelOf("pilots"::equals)).isEqualTo(Level.OFFER);
        }

        @Test
        void isAtWorstTheLowestOfAll() {
            assertThat(rollout("rollout", "require", "rollout.group.pilots", "off")
                            .lowestLevel())
                    .isEqualTo(Level.OFF);
            assertThat(rollout("rollout", "require").lowestLevel()).isEqualTo(Level.REQUIRE);
            assertThat(rollout("rollout.group.pilots", "off").isOffForSome()).isTrue();
            assertThat(rollout("rollout.group.pilots", "require").isOffForSome())
                    .isFalse();
        }
    }

    @Nested
    @DisplayName("An invitation")
    class AnInvitation {

        @ParameterizedTest
        @EnumSource(Level.class)
        void isForNobodyWhoHasAPasskey(Level level) {
            assertThat(invite(rollout("enrollment", "page"), level, List.of(passkey()), null))
                    .isEmpty();
        }

        @Test
        void isForWhoHasAPasskeyOfNoUse() {
            List<Passkey> useless = List.of(passkey(RP_ID, true, true), passkey("example.com", true, false));

            assertThat(invite(rollout("enrollment", "page"), Level.OFFER, useless, null))
                    .isPresent();
        }

        @Test
        void canBeSkippedByWhoHasAPasskeyOfThePreviousDomainWhateverTheLevel() {
            Rollout moving = rollout("rp.id.previous", "old.example", "enrollment", "page");
            EnrollmentRecord earlier = new EnrollmentRecord("bob", NOW, Instant.EPOCH, false);

            for (Level level : List.of(Level.OFFER, Level.REQUIRE)) {
                assertThat(invite(moving, level, List.of(passkey("old.example", true, false)), earlier))
                        .contains(new EnrollmentPrompt(true, false, Optional.empty(), true));
            }
        }

        @Test
        void isForNobodyWhoHasPasskeysOfBothDomains() {
            Rollout moving = rollout("rp.id.previous", "old.example", "enrollment", "page");
            List<Passkey> both = List.of(passkey("old.example", true, false), passkey());

            assertThat(invite(moving, Level.REQUIRE, both, null)).isEmpty();
        }

        @Test
        void isAsForOneWithoutPasskeysWhereThoseOfThePreviousDomainAreDisabled() {
            Rollout moving = rollout("rp.id.previous", "old.example", "enrollment", "page", "rollout.grace", "P3D");

            assertThat(invite(moving, Level.REQUIRE, List.of(passkey("old.example", true, true)), null))
                    .contains(new EnrollmentPrompt(true, false, Optional.of(NOW.plus(Duration.ofDays(3)))));
        }

        @Test
        void isForNobodyWithAPasskeyOfThePreviousDomainWhoMayHaveNone() {
            Rollout moving = rollout("rp.id.previous", "old.example", "enrollment", "page");

            assertThat(invite(moving, Level.OFF, List.of(passkey("old.example", true, false)), null))
                    .isEmpty();
        }

        @Test
        void isForNobodyWhoMayHaveNone() {
            assertThat(invite(rollout("enrollment", "page"), Level.OFF, NONE, null))
                    .isEmpty();
        }

        @Test
        void canBeSkippedForEverWhereAPasskeyIsOffered() {
            assertThat(invite(rollout("enrollment", "silent"), Level.OFFER, NONE, null))
                    .contains(new EnrollmentPrompt(true, true, Optional.empty()));
        }

        @Test
        void canBeSkippedInTheDaysOfGraceWhichBeginWhenFirstAsked() {
            assertThat(invite(rollout("rollout.grace", "P3D"), Level.REQUIRE, NONE, null))
                    .contains(new EnrollmentPrompt(true, false, Optional.of(NOW.plus(Duration.ofDays(3)))));
        }

        @ParameterizedTest
        @CsvSource({"PT71H59M59.999S, true", "PT72H, false", "PT100H, false"})
        void cannotBeSkippedAfterThem(Duration since, boolean skippable) {
            Instant began = NOW.minus(since);
            EnrollmentRecord offer = new EnrollmentRecord("bob", NOW, began, false);

            assertThat(invite(rollout("rollout.grace", "P3D"), Level.REQUIRE, NONE, offer))
                    .contains(new EnrollmentPrompt(skippable, false, Optional.of(began.plus(Duration.ofDays(3)))));
        }

        @Test
        void canAlwaysBeSkippedByAnAccountForEmergencies() {
            EnrollmentRecord old = new EnrollmentRecord("bob", NOW, Instant.EPOCH, false);

            assertThat(invite(rollout("break-glass", "root, bob"), Level.REQUIRE, NONE, old))
                    .contains(new EnrollmentPrompt(true, false, Optional.empty()));
        }

        private Optional<EnrollmentPrompt> invite(
                Rollout rollout, Level level, List<Passkey> passkeys, EnrollmentRecord offer) {
            return rollout.invitation("bob", level, passkeys, Optional.ofNullable(offer), NOW);
        }
    }

    @Nested
    @DisplayName("It is time to ask")
    class TimeToAsk {

        private final EnrollmentPrompt offered = new EnrollmentPrompt(true, false, Optional.empty());
        private final EnrollmentPrompt required = new EnrollmentPrompt(true, false, Optional.of(NOW.plusSeconds(1)));
        private final EnrollmentPrompt overdue = new EnrollmentPrompt(false, false, Optional.of(NOW));

        @ParameterizedTest
        @CsvSource({
            // enrollment, last asked, required before, declined | offered, required, overdue
            "off,  never, false, false, false, true,  true",
            "page, never, false, false, true,  true,  true",
            "off,  P15D,  false, false, false, true,  true",
            "page, P14D,  false, false, true,  true,  true",
            "page, P13D,  false, false, false, true,  true",
            "page, P13D,  true,  false, false, false, true",
            "page, P14D,  true,  false, true,  true,  true",
            "page, P15D,  false, true,  false, true,  true",
            "page, P15D,  true,  true,  false, true,  true",
            "page, P13D,  true,  true,  false, false, true",
        })
        void orNot(
                String enrollment,
                String ago,
                boolean requiredBefore,
                boolean declined,
                boolean askOffered,
                boolean askRequired,
                boolean askOverdue) {
            Rollout rollout = rollout("enrollment", enrollment);
            Optional<EnrollmentRecord> last = ago.equals("never")
                    ? Optional.empty()
                    : Optional.of(new EnrollmentRecord(
                            "bob", NOW.minus(Duration.parse(ago)), requiredBefore ? NOW : null, declined));

            assertThat(rollout.isDue(offered, last, NOW)).as("offered").isEqualTo(askOffered);
            assertThat(rollout.isDue(required, last, NOW)).as("required").isEqualTo(askRequired);
            assertThat(rollout.isDue(overdue, last, NOW)).as("overdue").isEqualTo(askOverdue);
        }
    }

    @Nested
    @DisplayName("A password")
    class APassword {

        private final Rollout off = rollout("password", "off-when-safe", "break-glass", "root");

        @Test
        void isTakenWithoutTheSetting() {
            assertThat(rollout().refusesPassword("bob", List.of(used(passkey()), used(passkey()))))
                    .isFalse();
        }

        @Test
        void isRefusedWithTwoPasskeysOrOneThatIsBackedUp() {
            assertThat(refused()).isFalse();
            assertThat(refused(used(passkey()))).isFalse();
            assertThat(refused(used(passkey()), used(passkey()))).isTrue();
            assertThat(refused(used(passkey(RP_ID, true, false)))).isTrue();
        }

        /** Whoever has somebody's session could keep the owner out by making one. */
        @Test
        void isTakenAsLongAsNobodyHasSignedInWithThePasskeys() {
            assertThat(refused(passkey(), passkey())).isFalse();
            assertThat(refused(passkey(RP_ID, true, false))).isFalse();
            assertThat(refused(used(passkey()), passkey())).isFalse();
        }

        @Test
        void isTakenWherePasskeysAreOfNoUse() {
            assertThat(refused(used(passkey()), used(passkey(RP_ID, true, true))))
                    .isFalse();
            assertThat(refused(used(passkey()), used(passkey("example.com", true, false))))
                    .isFalse();
        }

        @Test
        void isRefusedWithPasskeysOfThePreviousDomainUntilItIsClosed() {
            Passkey before = used(passkey("old.example", true, false));
            Rollout moving = rollout("password", "off-when-safe", "rp.id.previous", "old.example");

            assertThat(moving.refusesPassword("bob", List.of(before))).isTrue();
            assertThat(moving.at("example.org").refusesPassword("bob", List.of(before)))
                    .isTrue();
            assertThat(refused(before)).isFalse();
        }

        @Test
        void isTakenOfAnAccountForEmergenciesInEverySpelling() {
            Rollout rollout = rollout("password", "off-when-safe", "break-glass", "root");

            for (String spelling : List.of("root", "ROOT", " Root ")) {
                assertThat(rollout.isBreakGlass(spelling)).as(spelling).isTrue();
                assertThat(rollout.mayRefusePasswordOf(spelling)).as(spelling).isFalse();
            }
            assertThat(rollout.isBreakGlass("roo")).isFalse();
            assertThat(rollout("break-glass", "root", "user-names", "exact").isBreakGlass("ROOT"))
                    .isFalse();
        }

        @Test
        void isTakenOfAnAccountForEmergencies() {
            assertThat(off.refusesPassword("root", List.of(passkey(), passkey())))
                    .isFalse();
        }

        private boolean refused(Passkey... passkeys) {
            return off.refusesPassword("bob", List.of(passkeys));
        }
    }
}
