// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.boot;

import ee.passkeys.credential.PasskeyTransactions;
import ee.passkeys.credential.sql.RevocationStatements;
import ee.passkeys.session.Revocations;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Refreshes what a node knows of revocations: everything at first, later what is new. */
final class RevocationRefresh {

    /** Clocks of nodes differ, and a transaction is committed later than it says. */
    private static final Duration OVERLAP = Duration.ofMinutes(2);

    /** No session is in use for that long. */
    private static final Duration KEPT = Duration.ofDays(60);

    private static final Duration BETWEEN_PURGES = Duration.ofHours(6);

    private final Revocations revocations;
    private final Clock clock;
    private Instant since = Instant.EPOCH;
    private Instant nextPurge = Instant.EPOCH;

    RevocationRefresh(Revocations revocations, Clock clock) {
        this.revocations = revocations;
        this.clock = clock;
    }

    /** Asks the database, and forgets now and then what is old. */
    synchronized void refresh(PasskeyTransactions store) {
        Instant now = clock.instant();
        Map<String, Instant> found = store.<Map<String, Instant>, RuntimeException>read(
                stored -> new RevocationStatements(stored.sql()).since(since));
        revocations.note(found);
        since = now.minus(OVERLAP);
        if (!now.isBefore(nextPurge)) {
            nextPurge = now.plus(BETWEEN_PURGES);
            revocations.forget(now.minus(KEPT));
            store.<Boolean, RuntimeException>transact(stored -> {
                new RevocationStatements(stored.sql()).forget(now.minus(KEPT));
                return true;
            });
        }
    }
}
