// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.mail;

import ee.passkeys.application.MailAddresses;
import ee.passkeys.application.SqlMailAddresses;
import ee.passkeys.config.Settings.MailSettings;
import ee.passkeys.credential.PasskeyTransactions;
import ee.passkeys.credential.StoreUnavailableException;
import ee.passkeys.credential.sql.MailStatements;
import ee.passkeys.credential.sql.MailStatements.QueuedMail;
import ee.passkeys.credential.sql.MailStatements.Sender;
import ee.passkeys.value.ApplicationLog;
import ee.passkeys.value.Seldom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Delivery of an application's mail, in the background. Of several nodes, one claims a mail by moving its next attempt into the future: what
 * that node does not send, for whatever reason, is due again by itself. Pauses are as long as the mail is old, so that each is twice the one
 * before. A mail may be sent twice when the database fails right after; none is lost that can be sent within a day.
 */
public final class MailDelivery {

    private static final System.Logger LOG = ApplicationLog.of(MailDelivery.class);

    private static final Duration FIRST_PAUSE = Duration.ofMinutes(5);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(4);
    private static final Duration GIVEN_UP = Duration.ofDays(1);

    /** What an application left that is gone. */
    private static final Duration FORGOTTEN = Duration.ofDays(7);

    private static final int BATCH = 20;

    private final Sender sender;
    private final MailAddresses addresses;
    private final Mailer mailer;
    private final MailTexts texts;
    private final Clock clock;
    private final Seldom failures = new Seldom();

    MailDelivery(Sender sender, MailAddresses addresses, Mailer mailer, MailTexts texts, Clock clock) {
        this.sender = sender;
        this.addresses = addresses;
        this.mailer = mailer;
        this.texts = texts;
        this.clock = clock;
    }

    /**
     * Creates the delivery by a mail session of the server.
     *
     * @param settings the session, the sender, the language, and where addresses are
     * @param sender the application
     * @param application name of the application
     * @param clock the time
     * @return a delivery, to be called only where there is a session
     */
    public static MailDelivery inContainer(MailSettings settings, Sender sender, String application, Clock clock) {
        return new MailDelivery(
                sender,
                SqlMailAddresses.of(settings),
                // Made for each mail, so that no class of Jakarta Mail is loaded where there is none.
                (address, subject, text) -> SessionMailer.inContainer(
                                settings.session().orElseThrow(), settings.sender(), application, clock)
                        .send(address, subject, text),
                new MailTexts(settings.language(), application, settings.address()),
                clock);
    }

    /**
     * Sends what is due. Called every few seconds, by one thread at a time, with no transaction.
     *
     * @param store the database
     * @throws StoreUnavailableException when the database fails; the next call goes on
     */
    public void deliver(PasskeyTransactions store) {
        Instant now = clock.instant();
        List<QueuedMail> due = store.<List<QueuedMail>, RuntimeException>read(
                stored -> new MailStatements(stored.sql(), sender).due(now, BATCH));
        for (QueuedMail mail : due) {
            if (isClaimed(mail, now, store) && !isDone(mail, now, store)) {
                return;
            }
        }
    }

    private boolean isClaimed(QueuedMail mail, Instant now, PasskeyTransactions store) {
        return store.<Boolean, RuntimeException>transact(
                stored -> new MailStatements(stored.sql(), sender).claim(mail, now.plus(pause(mail, now))));
    }

    private static Duration pause(QueuedMail mail, Instant now) {
        Duration age = Duration.between(mail.happenedAt(), now);
        Duration atLeast = age.compareTo(FIRST_PAUSE) < 0 ? FIRST_PAUSE : age;
        return atLeast.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : atLeast;
    }

    /** Whether the mail needs nothing else. Where it fails, the mail server may be down, and the rest waits, too. */
    private boolean isDone(QueuedMail mail, Instant now, PasskeyTransactions store) {
        try {
            send(mail);
        } catch (MailException | RuntimeException | LinkageError e) {
            if (now.isBefore(mail.happenedAt().plus(GIVEN_UP))) {
                failures.log(
                        LOG,
                        System.Logger.Level.INFO,
                        "A mail cannot be sent (" + e.getMessage() + "); it is retried for a day.");
                LOG.log(System.Logger.Level.DEBUG, "A mail cannot be sent", e);
                return false;
            }
            LOG.log(
                    System.Logger.Level.WARNING,
                    "A mail about the passkeys of {0} was not sent within a day and is given up: {1}",
                    PlainText.line(mail.caller()),
                    e.getMessage());
        }
        store.<Boolean, RuntimeException>transact(stored -> {
            MailStatements queue = new MailStatements(stored.sql(), sender);
            queue.remove(mail);
            queue.forget(now.minus(FORGOTTEN));
            return true;
        });
        return true;
    }

    /** A user without an address gets no mail. */
    private void send(QueuedMail mail) throws MailException {
        Notice notice = new Notice(Notice.Kind.valueOf(mail.kind()), mail.caller());
        Optional<String> address = addresses.of(mail.caller());
        if (address.isPresent()) {
            mailer.send(address.get(), texts.subject(notice), texts.text(notice, mail.happenedAt()));
        }
    }
}
