// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.sql;

import ee.passkeys.value.UserBase;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Statements about the codes of users, within one transaction. A code has no row of its own text, but of its hash with the user, and a code of
 * one user is none of another.
 */
public final class CodeStatements {

    private static final String USABLE = " AND USED_MS = ? AND EXPIRES_MS > ? AND APPROVALS = ?";
    private static final String OPEN =
            "SELECT c.CALLER, c.ISSUED_BY, c.ISSUED_MS, c.EXPIRES_MS, c.APPROVALS" + " FROM PASSKEY_CODE c WHERE ";

    private final Sql sql;
    private final UserBase users;

    /**
     * Takes a transaction.
     *
     * @param sql the transaction
     * @param users the user base
     */
    public CodeStatements(Sql sql, UserBase users) {
        this.sql = sql;
        this.users = users;
    }

    /** Kind of a code. */
    public enum Kind {
        /** Issued by an operator. */
        ENROLLMENT,
        /** Issued to the user, one of several. */
        RECOVERY
    }

    /**
     * Code that was not used yet.
     *
     * @param kind its kind
     * @param name the name of the user, as the passkey is to be made for
     * @param issuedBy the name of the operator, or of the user
     * @param issuedAt when
     * @param expiresAt until when it can be used
     * @param approvals how many more operators have to agree
     */
    public record OpenCode(
            Kind kind, String name, String issuedBy, Instant issuedAt, Instant expiresAt, int approvals) {}

    /**
     * Stores a code.
     *
     * @param code what is known of it
     * @param secret the code itself, of which a hash is stored
     * @param account what tells the account of the user, or empty where nothing does
     */
    public void add(OpenCode code, String secret, Optional<String> account) {
        sql.change(
                "INSERT INTO PASSKEY_CODE (CODE_HASH, KIND, CALLER_HASH, USER_BASE, CALLER, ISSUED_BY, ISSUED_MS, EXPIRES_MS,"
                        + " APPROVALS, USED_MS, ACCOUNT_HASH) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                HashedKeys.ofCode(users, code.name(), secret),
                code.kind().name(),
                key(code.name()),
                users.id(),
                code.name(),
                code.issuedBy(),
                code.issuedAt().toEpochMilli(),
                code.expiresAt().toEpochMilli(),
                (long) code.approvals(),
                0L,
                account.map(HashedKeys::ofAccount).orElse(""));
    }

    /**
     * The codes of a user that can be used, or could if they were approved.
     *
     * @param name the user
     * @param kind of which kind
     * @param now the time
     * @return the codes that are neither used nor expired
     */
    public List<OpenCode> open(String name, Kind kind, Instant now) {
        return sql
                .query(
                        Integer.MAX_VALUE,
                        OPEN + "c.CALLER_HASH = ? AND c.KIND = ? AND c.USED_MS = ? AND c.EXPIRES_MS > ?",
                        key(name),
                        kind.name(),
                        0L,
                        now.toEpochMilli())
                .stream()
                .map(row -> open(kind, row))
                .toList();
    }

    /**
     * The codes of all users that can be used, or could if they were approved.
     *
     * @param kind of which kind
     * @param now the time
     * @return the codes that are neither used nor expired, those that expire first at the beginning
     */
    public List<OpenCode> open(Kind kind, Instant now) {
        return sql
                .query(
                        Integer.MAX_VALUE,
                        OPEN + "c.USER_BASE = ? AND c.KIND = ? AND c.USED_MS = ? AND c.EXPIRES_MS > ?"
                                + " ORDER BY c.EXPIRES_MS, c.CODE_HASH",
                        users.id(),
                        kind.name(),
                        0L,
                        now.toEpochMilli())
                .stream()
                .map(row -> open(kind, row))
                .toList();
    }

    private static OpenCode open(Kind kind, Row row) {
        return new OpenCode(
                kind,
                row.text(0),
                row.text(1),
                Instant.ofEpochMilli(row.number(2)),
                Instant.ofEpochMilli(row.number(3)),
                (int) row.number(4));
    }

    /**
     * Counts the approval of one more operator.
     *
     * @param code what the operator approves; one that took its place in the meantime is another
     * @return false when it needs none any more
     */
    public boolean approve(OpenCode code) {
        return sql.change(
                        "UPDATE PASSKEY_CODE SET APPROVALS = APPROVALS - 1"
                                + " WHERE CALLER_HASH = ? AND KIND = ? AND USED_MS = ? AND APPROVALS > 0"
                                + " AND ISSUED_BY = ? AND ISSUED_MS = ?",
                        key(code.name()),
                        code.kind().name(),
                        0L,
                        code.issuedBy(),
                        code.issuedAt().toEpochMilli())
                > 0;
    }

    /**
     * Code that a user brings, and that can be used now.
     *
     * @param kind its kind
     * @param name the name that the passkey is to be made for
     * @param accountHash the hash of what told the account when it was issued, empty where nothing did
     */
    public record UsableCode(Kind kind, String name, String accountHash) {

        /**
         * Whether the code is still for the account of its name. An operator may issue a code before there is the account.
         *
         * @param account what tells the account now, or empty where nothing does
         * @return false for another account, and where that cannot be told any more
         */
        public boolean isFor(Optional<String> account) {
            return accountHash.equals(account.map(HashedKeys::ofAccount).orElse(""))
                    || (kind == Kind.ENROLLMENT && accountHash.isEmpty());
        }
    }

    /**
     * Finds a code that a user brings.
     *
     * @param name the user
     * @param secret the code
     * @param now the time
     * @return empty for a code that is none, or cannot be used any more or yet
     */
    public Optional<UsableCode> usable(String name, String secret, Instant now) {
        return sql
                .query(
                        1,
                        "SELECT c.KIND, c.CALLER, c.ACCOUNT_HASH FROM PASSKEY_CODE c WHERE c.CODE_HASH = ?" + USABLE,
                        HashedKeys.ofCode(users, name, secret),
                        0L,
                        now.toEpochMilli(),
                        0L)
                .stream()
                .map(row -> new UsableCode(Kind.valueOf(row.text(0)), row.text(1), row.text(2)))
                .findFirst();
    }

    /**
     * Uses a code up. Of two who use one at once, the second is refused.
     *
     * @param name the user
     * @param secret the code
     * @param now the time
     * @return false for a code that is none, or cannot be used any more or yet
     */
    public boolean use(String name, String secret, Instant now) {
        return sql.change(
                        "UPDATE PASSKEY_CODE SET USED_MS = ? WHERE CODE_HASH = ?" + USABLE,
                        now.toEpochMilli(),
                        HashedKeys.ofCode(users, name, secret),
                        0L,
                        now.toEpochMilli(),
                        0L)
                > 0;
    }

    /**
     * Removes the codes of a kind of a user.
     *
     * @param name the user
     * @param kind which
     * @return how many there were
     */
    public int remove(String name, Kind kind) {
        return sql.change("DELETE FROM PASSKEY_CODE WHERE CALLER_HASH = ? AND KIND = ?", key(name), kind.name());
    }

    /**
     * Removes codes that expired.
     *
     * @param now the time
     */
    public void removeExpired(Instant now) {
        sql.change("DELETE FROM PASSKEY_CODE WHERE EXPIRES_MS <= ?", now.toEpochMilli());
    }

    private String key(String name) {
        return HashedKeys.ofUser(users, name);
    }
}
