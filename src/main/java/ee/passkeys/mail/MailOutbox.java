// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.mail;

import ee.passkeys.api.PasskeyEvent;
import ee.passkeys.credential.Journal;
import ee.passkeys.credential.sql.MailStatements;
import ee.passkeys.credential.sql.MailStatements.QueuedMail;
import ee.passkeys.credential.sql.MailStatements.Sender;
import ee.passkeys.credential.sql.Sql;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;

/**
 * Outbox of an application: mail is queued in the transaction of the change that it tells of, so that there is mail of each change that was
 * committed, and of no other. One transaction queues a notice once, however many passkeys it is about.
 *
 * <p>Safe for use by many threads.
 */
public final class MailOutbox implements Journal {

    private static final int ID_BYTES = 16;

    private final Sender sender;
    private final SecureRandom random;

    /**
     * Takes its parts.
     *
     * @param sender the application
     * @param random for the keys of rows
     */
    public MailOutbox(Sender sender, SecureRandom random) {
        this.sender = sender;
        this.random = random;
    }

    @Override
    public Entries begin() {
        return new Transaction();
    }

    /** Mail of one transaction. */
    private final class Transaction implements Entries {

        private final Set<Notice> queued = new HashSet<>();

        @Override
        public void add(Sql sql, PasskeyEvent event, String actor) {
            Notice.of(event)
                    .filter(queued::add)
                    .ifPresent(notice -> new MailStatements(sql, sender)
                            .add(new QueuedMail(
                                    newId(), notice.kind().name(), notice.caller(), event.at(), event.at())));
        }
    }

    private String newId() {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }
}
