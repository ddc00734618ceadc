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
    private static final String HOST = "example.com";

    private final EnrollmentPrompts invitations = new EnrollmentPrompts(
            rollout("enrollment", "page", "enrollment.interval", "P7D", "rollout.grace", "P10D"), store, clock);

    @Test
    void askNobodyWhoseNameCannotBeKept() {
        assertThat(invitations.ask("mia" + " ".repeat(1100), Level.REQUIRE, HOST))
                .isEmpty();
    }

    @Test
    void askAgainAfterDays() {
        assertThat(invitations.ask("bob", Level.OFFER, HOST)).isPresent();
        clock.advance(Duration.ofDays(6));
        assertThat(invitations.ask("bob", Level.OFFER, HOST)).isEmpty();
        assertThat(invitations.ask("eve", Level.OFFER, HOST)).isPresent();
        clock.advance(Duration.ofDays(1));
        assertThat(invitations.ask("bob", Level.OFFER, HOST)).isPresent();
    }

    @Test
    void countTheDaysFromTheLastNo() {
        invitations.ask("bob", Level.OFFER, HOST);
        clock.advance(Duration.ofDays(1));
        assertThat(invitations.skip("bob", Level.OFFER, HOST, false)).isTrue();
        clock.advance(Duration.ofDays(6));

        assertThat(invitations.ask("bob", Level.OFFER, HOST)).isEmpty();
    }

    @Test
    void neverAskAgainWhoWantsThatUntilAPasskeyIsRequired() {
        invitations.ask("bob", Level.OFFER, HOST);
        invitations.skip("bob", Level.OFFER, HOST, true);
        clock.advance(Duration.ofDays(300));

        assertThat(invitations.ask("bob", Level.OFFER, HOST)).isEmpty();
        assertThat(invitations.ask("bob", Level.REQUIRE, HOST)).isPresent();
        assertThat(invitations.ask("bob", Level.OFFER, HOST)).isEmpty();
    }

    @Test
    void giveDaysOfGraceFromTheFirstTimeThatAPasskeyIsRequired() {
        invitations.ask("bob", Level.OFFER, HOST);
        clock.advance(Duration.ofDays(100));
        Instant deadline = clock.instant().plus(Duration.ofDays(10));

        assertThat(invitations.ask("bob", Level.REQUIRE, HOST))
                .contains(new EnrollmentPrompt(true, false, Optional.of(deadline)));
        clock.advance(Duration.ofDays(7));
        assertThat(invitations.skip("bob", Level.REQUIRE, HOST, true)).isTrue();
        clock.advance(Duration.ofDays(3));

        assertThat(invitations.ask("bob", Level.REQUIRE, HOST))
                .contains(new EnrollmentPrompt(false, false, Optional.of(deadline)));
        assertThat(invitations.skip("bob", Level.REQUIRE, HOST, false)).isFalse();
        assertThat(invitations.ask("bob", Level.REQUIRE, HOST)).isPresent();
    }

    @Test
    void giveThemAnewToWhoNeedNotInBetween() {
        invitations.ask("bob", Level.REQUIRE, HOST);
        clock.advance(Duration.ofDays(10));
        assertThat(invitations.ask("bob", Level.OFFER, HOST)).isPresent();

        assertThat(invitations.ask("bob", Level.REQUIRE, HOST).map(EnrollmentPrompt::skippable))
                .contains(true);
    }

    @Test
    void saysWhatWouldBeAskedWithoutAsking() {
        assertThat(invitations.of("bob", Level.REQUIRE, HOST)).isPresent();
        clock.advance(Duration.ofDays(50));

        assertThat(invitations.of("bob", Level.REQUIRE, HOST).map(EnrollmentPrompt::skippable))
                .contains(true);
    }

    @Test
    void leaveAloneWhoHasAPasskey() {
        store.put(passkey());

        assertThat(invitations.ask("bob", Level.REQUIRE, HOST)).isEmpty();
        assertThat(invitations.skip("bob", Level.REQUIRE, HOST, false)).isTrue();
        assertThat(store.<Optional<?>, RuntimeException>transact(stored -> stored.offer("bob")))
                .isEmpty();
    }

    /** The passkey says that the caller does want one; and the old one ends. */
    @Test
    void askWhoHasAPasskeyOfThePreviousDomainInSpiteOfAnEarlierNever() {
        EnrollmentPrompts moving = new EnrollmentPrompts(
                rollout("enrollment", "page", "enrollment.interval", "P7D", "rp.id.previous", "old.example"),
                store,
                clock);
        moving.ask("bob", Level.OFFER, HOST);
        moving.skip("bob", Level.OFFER, HOST, true);
        clock.advance(Duration.ofDays(7));
        assertThat(moving.ask("bob", Level.OFFER, HOST)).isEmpty();
        store.put(passkey("old.example", true, false));

        assertThat(moving.ask("bob", Level.OFFER, HOST).map(EnrollmentPrompt::moves))
                .contains(true);
        moving.skip("bob", Level.OFFER, HOST, true);
        clock.advance(Duration.ofDays(6));
        assertThat(moving.ask("bob", Level.OFFER, HOST)).isEmpty();
        clock.advance(Duration.ofDays(1));
        assertThat(moving.ask("bob", Level.OFFER, HOST)).isPresent();
    }

    @Test
    void giveDaysOfGraceAnewWhenThePreviousDomainIsClosed() {
        String[] rules = {"enrollment", "page", "rollout.grace", "P10D"};
        EnrollmentPrompts before = new EnrollmentPrompts(rollout(rules), store, clock);
        before.ask("bob", Level.REQUIRE, HOST);
        store.put(passkey("old.example", true, false));
        clock.advance(Duration.ofDays(100));
        EnrollmentPrompts moving = new EnrollmentPrompts(
                rollout("enrollment", "page", "rollout.grace", "P10D", "rp.id.previous", "old.example"), store, clock);
        assertThat(moving.ask("bob", Level.REQUIRE, HOST).map(EnrollmentPrompt::skippable))
                .contains(true);

        assertThat(before.ask("bob", Level.REQUIRE, HOST))
                .contains(new EnrollmentPrompt(
                        true, false, Optional.of(clock.instant().plus(Duration.ofDays(10)))));
    }
}
