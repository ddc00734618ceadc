// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.audit;

import ee.passkeys.credential.PasskeyTransactions;
import ee.passkeys.credential.sql.AuditChain;
import ee.passkeys.credential.sql.AuditChain.Place;
import ee.passkeys.credential.sql.AuditRow;
import ee.passkeys.credential.sql.AuditStatements;
import ee.passkeys.value.ApplicationLog;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Purge of audit rows that are old enough, in short transactions. What goes is checked before, and leaves a sealed anchor that the next row
 * continues; rows that somebody has changed stay, for somebody to look at.
 */
public final class AuditPurge {

    private static final System.Logger LOG = ApplicationLog.of(AuditPurge.class);

    static final int BATCH = 500;

    private final PasskeyTransactions store;
    private final AuditKeys keys;
    private final String userBase;

    /**
     * Takes its parts.
     *
     * @param store the database
     * @param keys the keys
     * @param userBase whose rows are purged
     */
    public AuditPurge(PasskeyTransactions store, AuditKeys keys, String userBase) {
        this.store = store;
        this.keys = keys;
        this.userBase = userBase;
    }

    /**
     * Purges rows.
     *
     * @param before rows from then on stay
     * @return how many rows went
     * @throws ee.passkeys.credential.StoreUnavailableException when the database fails; what went before is gone
     */
    public long purge(Instant before) {
        List<AuditChain> chains = store.<List<AuditChain>, RuntimeException>transact(
                stored -> new AuditStatements(stored.sql()).chains(userBase));
        long purged = 0;
        for (AuditChain chain : chains) {
            long batch;
            do {
                batch = store.<Long, RuntimeException>transact(
                        stored -> purge(new AuditStatements(stored.sql()), chain.id(), before));
                purged += batch;
            } while (batch == BATCH);
        }
        return purged;
    }

    private long purge(AuditStatements table, String id, Instant before) {
        Optional<AuditChain> chain = table.chain(userBase, id);
        Optional<AuditKey> key = chain.flatMap(known -> keys.of(known.keyId()));
        if (chain.isEmpty() || key.isEmpty()) {
            return 0;
        }
        Place anchor = chain.get().anchor();
        boolean right = key.get().isAnchored(chain.get());
        for (AuditRow row : table.rows(id, anchor.position(), BATCH)) {
            if (row.atMs() >= before.toEpochMilli()) {
                break;
            }
            right = right
                    && row.position() == anchor.position() + 1
                    && row.previous().equals(anchor.mac())
                    && key.get().isSealed(row);
            if (!right) {
                LOG.log(
                        System.Logger.Level.ERROR,
                        "Audit rows are kept longer than passkeys.audit.retention, because row " + row.position()
                                + " of chain " + id
                                + " was changed or does not continue the row before; run audit verify.");
                break;
            }
            anchor = new Place(row.position(), row.mac(), "");
        }
        long count = anchor.position() - chain.get().anchor().position();
        AuditChain purged = key.get().anchored(chain.get(), anchor);
        return count > 0 && table.purge(chain.get(), purged.anchor()) ? count : 0;
    }
}
