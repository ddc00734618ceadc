// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import ee.passkeys.api.PasskeyEvent;
import ee.passkeys.api.PasskeyEvent.Administered.Act;
import ee.passkeys.application.MailAddresses;
import ee.passkeys.credential.jpa.JpaPasskeyTransactions;
import ee.passkeys.credential.jpa.TestStores;
import ee.passkeys.credential.sql.MailStatements.Sender;
import ee.passkeys.testkit.MutableClock;
import ee.passkeys.testkit.TestPasskeys;
import ee.passkeys.value.CredentialId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

@ParameterizedClass
@ArgumentsSource(TestStores.class)
@DisplayName("Mail")
class MailTest {

    private static final Sender SHOP = new Sender(TestPasskeys.USERS.id(), "/shop");
    private static final CredentialId PHONE = new CredentialId("AQIDBA");

    private final MutableClock clock = new MutableClock();
    private final JpaPasskeyTransactions store;
    private final List<String> sent = new ArrayList<>();
    private final List<Duration> attempts = new ArrayList<>();
    private final Instant start = clock.instant();
    private Optional<String> address = Optional.of("ada@example.com");
    private boolean down;

    MailTest(TestStores.Opener stores) {
        this.store = stores.open(new MailOutbox(SHOP, new SecureRandom()), clock);
    }

    @AfterEach
    void closeStore() {
        // The tables are shared by all tests: what is left here is sent here.
        down = false;
        clock.advance(Duration.ofDays(2));
        delivery(SHOP).deliver(store);
        store.close();
    }

    @Test
    void isSentOnceAfterTheCommit() {
        record(created("ada"));

        delivery(SHOP).deliver(store);
        clock.advance(Duration.ofDays(1));
        delivery(SHOP).deliver(store);

        assertThat(sent).containsExactly("ada@example.com: Shop: A passkey was created");
    }

    @Test
    void isNotSentOfWhatIsRolledBack() {
        assertThatIllegalStateException()
                .isThrownBy(() -> store.<Boolean, RuntimeException>transact(stored -> {
                    stored.record(created("ada"));
                    throw new IllegalStateException("on the way");
                }));

        delivery(SHOP).deliver(store);

        assertThat(sent).isEmpty();
    }

    @Test
    void tellsOfChangesAndOfNothingElse() {
        record(
                new PasskeyEvent.SignedIn(start, "ada", PHONE, true),
                new PasskeyEvent.Renamed(start, "ada", PHONE),
                new PasskeyEvent.Removed(start, "ada", PHONE),
                new PasskeyEvent.Disabled(start, "ada", 2, PasskeyEvent.Disabled.Reason.OPERATOR),
                new PasskeyEvent.Disabled(start, "ada", 2, PasskeyEvent.Disabled.Reason.ANOTHER_ACCOUNT),
                new PasskeyEvent.Administered(start, "grace", Act.ISSUE_CODE, "ada"),
                new PasskeyEvent.Administered(start, "grace", Act.APPROVE_CODE, "ada"),
                new PasskeyEvent.Administered(start, "grace", Act.EXPORT, "ada"),
                new PasskeyEvent.CodeUsed(start, "ada"),
                new PasskeyEvent.RecoveryCodesIssued(start, "ada"),
                new PasskeyEvent.NewDevice(start, "ada", PHONE));

        delivery(SHOP).deliver(store);

        assertThat(sent)
                .containsExactlyInAnyOrder(
                        "ada@example.com: Shop: A passkey was removed",
                        "ada@example.com: Shop: Passkeys were disabled by an administrator",
                        "ada@example.com: Shop: An administrator issued a code to create a passkey",
                        "ada@example.com: Shop: A code was used to create a passkey",
                        "ada@example.com: Shop: New recovery codes were created",
                        "ada@example.com: Shop: A passkey was used to sign in with a new browser");
    }

    @Test
    void tellsOnceOfAllPasskeysThatAreRemovedTogether() {
        PasskeyEvent removed = new PasskeyEvent.Removed(start, "ada", PHONE);
        store.<Boolean, RuntimeException>transact(stored -> {
            stored.record(removed);
            stored.record(removed);
            stored.record(new PasskeyEvent.Removed(start, "bob", PHONE));
            return true;
        });

        delivery(SHOP).deliver(store);

        assertThat(sent).hasSize(2);
    }

    @Test
    void isRetriedWithGrowingPausesAndGivenUpAfterADayWithOneWarning() {
        record(created("ada"));
        down = true;
        List<String> warnings = warnings(() -> {
            for (int minute = 0; minute <= 48 * 60; minute += 5) {
                delivery(SHOP).deliver(store);
                clock.advance(Duration.ofMinutes(5));
            }
        });

        assertThat(attempts.stream().map(Duration::toMinutes))
                .containsExactly(0L, 5L, 10L, 20L, 40L, 80L, 160L, 320L, 560L, 800L, 1040L, 1280L, 1520L);
        assertThat(warnings).singleElement().asString().contains("ada", "given up", "connection refused");
        assertThat(sent).isEmpty();
    }

    @Test
    void isSentWhenTheMailServerIsBack() {
        record(created("ada"));
        down = true;
        delivery(SHOP).deliver(store);
        down = false;

        delivery(SHOP).deliver(store);
        assertThat(sent).isEmpty();
        clock.advance(Duration.ofMinutes(5));
        delivery(SHOP).deliver(store);

        assertThat(sent).hasSize(1);
    }

    @Test
    void waitsWhereTheMailServerFailsForTheOneBefore() {
        record(created("ada"), created("bob"));
        down = true;

        delivery(SHOP).deliver(store);

        assertThat(attempts).hasSize(1);
    }

    @Test
    void isSentByOneNodeOnly() {
        record(created("ada"));
        MailDelivery other = delivery(SHOP);

        delivery(SHOP, (to, subject, text) -> {
                    sent.add(subject);
                    other.deliver(store);
                })
                .deliver(store);

        assertThat(sent).hasSize(1);
    }

    @Test
    void isSentByTheApplicationWhoseUserItIsFor() {
        record(created("ada"));

        delivery(new Sender(SHOP.userBase(), "/other")).deliver(store);
        delivery(new Sender("/other", SHOP.application())).deliver(store);

        assertThat(sent).isEmpty();
    }

    @Test
    void isNotSentToAUserWithoutAnAddress() {
        record(created("ada"));
        address = Optional.empty();
        delivery(SHOP).deliver(store);

        address = Optional.of("ada@example.com");
        clock.advance(Duration.ofHours(1));
        delivery(SHOP).deliver(store);

        assertThat(sent).isEmpty();
    }

    @Test
    void waitsWhereTheAddressCannotBeFound() {
        record(created("ada"));
        MailAddresses failing = caller -> {
            throw new IllegalStateException("the query in passkeys.mail.address-query failed");
        };

        new MailDelivery(SHOP, failing, this::send, texts(), clock).deliver(store);
        clock.advance(Duration.ofMinutes(5));
        delivery(SHOP).deliver(store);

        assertThat(sent).hasSize(1);
    }

    private void record(PasskeyEvent... events) {
        for (PasskeyEvent event : events) {
            store.<Boolean, RuntimeException>transact(stored -> {
                stored.record(event);
                return true;
            });
        }
    }

    private PasskeyEvent created(String caller) {
        return new PasskeyEvent.Created(start, caller, PHONE, false);
    }

    private MailDelivery delivery(Sender sender) {
        return delivery(sender, this::send);
    }

    private MailDelivery delivery(Sender sender, Mailer mailer) {
        return new MailDelivery(sender, caller -> address, mailer, texts(), clock);
    }

    private static MailTexts texts() {
        return new MailTexts("en", "Shop", "https://example.com/shop/passkeys/");
    }

    private void send(String to, String subject, String text) throws MailException {
        attempts.add(Duration.between(start, clock.instant()));
        if (down) {
            throw new MailException("connection refused", new IllegalStateException());
        }
        sent.add(to + ": " + subject);
    }

    private static List<String> warnings(Runnable action) {
        List<String> warnings = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                if (line.getLevel().intValue() >= Level.WARNING.intValue()) {
                    warnings.add(new java.util.logging.SimpleFormatter().formatMessage(line));
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger("ee.passkeys");
        logger.addHandler(handler);
        try {
            action.run();
        } finally {
            logger.removeHandler(handler);
        }
        return warnings;
    }
}
