// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.policy;

import static ee.passkeys.policy.Fixture.passkey;
import static ee.passkeys.policy.Fixture.rollout;
import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.config.Settings.Level;
import ee.passkeys.testkit.MemoryPasskeyStore;
import ee.passkeys.testkit.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EnrollmentPromptsTest {

    private final MemoryPasskeyStore store = new MemoryPasskeyStore();
    private final MutableClock clock = new MutableClock();
    private final EnrollmentPrompts invitations = new EnrollmentPrompts(
            rollout("enrollment", "page", "enrollment.interval", "P7D", "rollout.grace", "P10D"), store, clock);

    @Test
    void askNobodyWhoseNameCannotBeKept() {
        assertThat(invitations.ask("mia" + " ".repeat(1100), Level.REQUIRE)).isEmpty();
    }

    @Test
    void askAgainAfterDays() {
        assertThat(invitations.ask("bob", Level.OFFER)).isPresent();
        clock.advance(Duration.ofDays(6));
        assertThat(invitations.ask("bob", Level.OFFER)).isEmpty();
        assertThat(invitations.ask("eve", Level.OFFER)).isPresent();
        clock.advance(Duration.ofDays(1));
        assertThat(invitations.ask("bob", Level.OFFER)).isPresent();
    }

    @Test
    void countTheDaysFromTheLastNo() {
        invitations.ask("bob", Level.OFFER);
        clock.advance(Duration.ofDays(1));
        assertThat(invitations.skip("bob", Level.OFFER, false)).isTrue();
        clock.advance(Duration.ofDays(6));

        assertThat(invitations.ask("bob", Level.OFFER)).isEmpty();
    }

    @Test
    void neverAskAgainWhoWantsThatUntilAPasskeyIsRequired() {
        invitations.ask("bob", Level.OFFER);
        invitations.skip("bob", Level.OFFER, true);
        clock.advance(Duration.ofDays(300));

        assertThat(invitations.ask("bob", Level.OFFER)).isEmpty();
        assertThat(invitations.ask("bob", Level.REQUIRE)).isPresent();
        assertThat(invitations.ask("bob", Level.OFFER)).isEmpty();
    }

    @Test
    void giveDaysOfGraceFromTheFirstTimeThatAPasskeyIsRequired() {
        invitations.ask("bob", Level.OFFER);
        clock.advance(Duration.ofDays(100));
        Instant deadline = clock.instant().plus(Duration.ofDays(10));

        assertThat(invitations.ask("bob", Level.REQUIRE))
                .contains(new EnrollmentPrompt(true, false, Optional.of(deadline)));
        clock.advance(Duration.ofDays(7));
        assertThat(invitations.skip("bob", Level.REQUIRE, true)).isTrue();
        clock.advance(Duration.ofDays(3));

        assertThat(invitations.ask("bob", Level.REQUIRE))
                .contains(new EnrollmentPrompt(false, false, Optional.of(deadline)));
        assertThat(invitations.skip("bob", Level.REQUIRE, false)).isFalse();
        assertThat(invitations.ask("bob", Level.REQUIRE)).isPresent();
    }

    @Test
    void giveThemAnewToWhoNeedNotInBetween() {
        invitations.ask("bob", Level.REQUIRE);
        clock.advance(Duration.ofDays(10));
        assertThat(invitations.ask("bob", Level.OFFER)).isPresent();

        assertThat(invitations.ask("bob", Level.REQUIRE).map(EnrollmentPrompt::skippable))
                .contains(true);
    }

    @Test
    void saysWhatWouldBeAskedWithoutAsking() {
        assertThat(invitations.of("bob", Level.REQUIRE)).isPresent();
        clock.advance(Duration.ofDays(50));

        assertThat(invitations.of("bob", Level.REQUIRE).map(EnrollmentPrompt::skippable))
                .contains(true);
    }

    @Test
    void leaveAloneWhoHasAPasskey() {
        store.put(passkey());

        assertThat(invitations.ask("bob", Level.REQUIRE)).isEmpty();
        assertThat(invitations.skip("bob", Level.REQUIRE, false)).isTrue();
        assertThat(store.<Optional<?>, RuntimeException>transact(stored -> stored.offer("bob")))
                .isEmpty();
    }
}
