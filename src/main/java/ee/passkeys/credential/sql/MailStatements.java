// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.sql;

import java.time.Instant;
import java.util.List;

/** Statements about the mail that an application has to send, within one transaction. */
public final class MailStatements {

    private final Sql sql;
    private final Sender sender;

    /**
     * Takes a transaction.
     *
     * @param sql the transaction
     * @param sender the application
     */
    public MailStatements(Sql sql, Sender sender) {
        this.sql = sql;
        this.sender = sender;
    }

    /**
     * Application that sends mail, on all nodes.
     *
     * @param userBase whose users the mail is for
     * @param application its context path, such as {@code /shop}
     */
    public record Sender(String userBase, String application) {}

    /**
     * Mail that is not sent yet.
     *
     * @param id its key
     * @param kind what happened
     * @param caller the name of the user in the container
     * @param happenedAt when it happened
     * @param nextAt when it is to be sent, or sent again
     */
    public record QueuedMail(String id, String kind, String caller, Instant happenedAt, Instant nextAt) {}

    /**
     * Queues a mail.
     *
     * @param mail the mail
     */
    public void add(QueuedMail mail) {
        sql.change(
                "INSERT INTO PASSKEY_MAIL (ID, USER_BASE, APPLICATION, KIND, CALLER, HAPPENED_MS, NEXT_MS)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                mail.id(),
                sender.userBase(),
                sender.application(),
                mail.kind(),
                mail.caller(),
                mail.happenedAt().toEpochMilli(),
                mail.nextAt().toEpochMilli());
    }

    /**
     * Finds mail that is to be sent now.
     *
     * @param now the time
     * @param most how many at most
     * @return the mail, what waits longest at the beginning
     */
    public List<QueuedMail> due(Instant now, int most) {
        return sql
                .query(
                        most,
                        "SELECT m.ID, m.KIND, m.CALLER, m.HAPPENED_MS, m.NEXT_MS FROM PASSKEY_MAIL m"
                                + " WHERE m.NEXT_MS <= ? AND m.USER_BASE = ? AND m.APPLICATION = ?"
                                + " ORDER BY m.NEXT_MS, m.ID",
                        now.toEpochMilli(),
                        sender.userBase(),
                        sender.application())
                .stream()
                .map(row -> new QueuedMail(
                        row.text(0),
                        row.text(1),
                        row.text(2),
                        Instant.ofEpochMilli(row.number(3)),
                        Instant.ofEpochMilli(row.number(4))))
                .toList();
    }

    /**
     * Claims a mail: of nodes that do it at once, one gets it.
     *
     * @param mail as it was found
     * @param nextAt when it is to be sent again if it is still there
     * @return false when it is another node's
     */
    public boolean claim(QueuedMail mail, Instant nextAt) {
        return sql.change(
                        "UPDATE PASSKEY_MAIL SET NEXT_MS = ? WHERE ID = ? AND NEXT_MS = ?",
                        nextAt.toEpochMilli(),
                        mail.id(),
                        mail.nextAt().toEpochMilli())
                > 0;
    }

    /**
     * Removes a mail.
     *
     * @param mail what needs not be sent any more
     */
    public void remove(QueuedMail mail) {
        sql.change("DELETE FROM PASSKEY_MAIL WHERE ID = ?", mail.id());
    }

    /**
     * Removes the mail of all applications, also of those that are gone.
     *
     * @param before what happened until then
     */
    public void forget(Instant before) {
        sql.change("DELETE FROM PASSKEY_MAIL WHERE HAPPENED_MS < ?", before.toEpochMilli());
    }
}
