// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.sql;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Statements about passkeys whose sessions end, on all nodes. */
public final class RevocationStatements {

    private final Sql sql;

    /**
     * Takes a transaction.
     *
     * @param sql the transaction
     */
    public RevocationStatements(Sql sql) {
        this.sql = sql;
    }

    /**
     * Ends the sessions that began with passkeys until now. The rows of the passkeys MUST have been changed in this transaction before, so that of two
     * who do it at once the second waits there.
     *
     * @param passkeys the keys of their rows
     */
    public void revoke(List<String> passkeys) {
        long now = System.currentTimeMillis();
        for (String passkey : passkeys) {
            if (sql.change("UPDATE PASSKEY_REVOCATION SET REVOKED_MS = ? WHERE PASSKEY_ID = ?", now, passkey) == 0) {
                sql.change("INSERT INTO PASSKEY_REVOCATION (PASSKEY_ID, REVOKED_MS) VALUES (?, ?)", passkey, now);
            }
        }
    }

    /**
     * The same for the disabled passkeys of an owner.
     *
     * @param handle the key of the owner
     */
    public void revokeDisabled(String handle) {
        revoke(sql
                .query(
                        Integer.MAX_VALUE,
                        "SELECT p.ID FROM PASSKEY p WHERE p.OWNER_HANDLE = ? AND p.DISABLED = ?",
                        handle,
                        true)
                .stream()
                .map(row -> row.text(0))
                .toList());
    }

    /**
     * What was revoked.
     *
     * @param since from when on
     * @return when, by the key of the passkey
     */
    public Map<String, Instant> since(Instant since) {
        return sql
                .query(
                        Integer.MAX_VALUE,
                        "SELECT r.PASSKEY_ID, r.REVOKED_MS FROM PASSKEY_REVOCATION r WHERE r.REVOKED_MS >= ?",
                        since.toEpochMilli())
                .stream()
                .collect(Collectors.toMap(row -> row.text(0), row -> Instant.ofEpochMilli(row.number(1))));
    }

    /**
     * Forgets what no session can be left of.
     *
     * @param before until when
     */
    public void forget(Instant before) {
        sql.change("DELETE FROM PASSKEY_REVOCATION WHERE REVOKED_MS < ?", before.toEpochMilli());
    }
}
