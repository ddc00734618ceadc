// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.jpa;

import ee.passkeys.credential.PasskeyUsage;
import ee.passkeys.credential.sql.HashedKeys;
import ee.passkeys.value.CredentialId;
import ee.passkeys.value.UserHandle;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The two statements that every sign-in writes, in the SQL that all databases share: persistence providers would translate an update anew
 * each time, and compare rows that are written once with what they read.
 */
final class LoginSql {

    private static final String SPEND = "INSERT INTO PASSKEY_SPENT_CEREMONY (ID, EXPIRES_MS) VALUES (?, ?)";

    private static final String USE = "UPDATE PASSKEY SET BACKED_UP = ?, LAST_USED_MS = ?";

    /** Who was verified once stays so. Truth is always a parameter, because databases write it differently. */
    private static final String VERIFIED = ", USER_VERIFIED = ?";

    private static final String OF_OWNER = " WHERE ID = ? AND OWNER_HANDLE = ? AND DISABLED = ?";

    private LoginSql() {}

    static Query spend(EntityManager entities, String ceremonyId, Instant expiresAt) {
        return query(entities, SPEND, List.of(ceremonyId, expiresAt.toEpochMilli()));
    }

    /**
     * Stores what every use leaves behind, and the counter where it has grown; in one statement, so that nothing comes in between. Nothing is
     * changed where the counter has not grown, unless the authenticator counts nothing.
     */
    static Query useIfGrown(EntityManager entities, UserHandle owner, CredentialId id, PasskeyUsage use) {
        long count = use.signatureCount();
        return count == 0
                ? use(entities, "", List.of(), " AND SIGNATURE_COUNT = 0", List.of(), owner, id, use)
                : use(
                        entities,
                        ", SIGNATURE_COUNT = ?",
                        List.of(count),
                        " AND SIGNATURE_COUNT < ?",
                        List.of(count),
                        owner,
                        id,
                        use);
    }

    /** The same whatever the counter says, which stays as it is. */
    static Query useAnyway(EntityManager entities, UserHandle owner, CredentialId id, PasskeyUsage use) {
        return use(entities, "", List.of(), "", List.of(), owner, id, use);
    }

    private static Query use(
            EntityManager entities,
            String set,
            List<Object> toSet,
            String where,
            List<Object> toCompare,
            UserHandle owner,
            CredentialId id,
            PasskeyUsage use) {
        List<Object> parameters =
                new ArrayList<>(List.of(use.backedUp(), use.at().toEpochMilli()));
        if (use.userVerified()) {
            parameters.add(true);
        }
        parameters.addAll(toSet);
        parameters.addAll(List.of(HashedKeys.of(id), HashedKeys.of(owner), false));
        parameters.addAll(toCompare);
        return query(entities, USE + (use.userVerified() ? VERIFIED : "") + set + OF_OWNER + where, parameters);
    }

    private static Query query(EntityManager entities, String sql, List<Object> parameters) {
        Query query = entities.createNativeQuery(sql);
        for (int i = 0; i < parameters.size(); i++) {
            query.setParameter(i + 1, parameters.get(i));
        }
        return query;
    }
}
