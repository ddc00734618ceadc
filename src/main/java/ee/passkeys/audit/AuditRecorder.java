// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.audit;

import ee.passkeys.api.PasskeyEvent;
import ee.passkeys.api.PasskeyEvent.Refused;
import ee.passkeys.config.Settings.AuditSettings;
import ee.passkeys.credential.Journal;
import ee.passkeys.credential.PasskeyTransactions;
import ee.passkeys.credential.StoreUnavailableException;
import ee.passkeys.credential.sql.AuditChain.Place;
import ee.passkeys.problem.ProblemCode;
import ee.passkeys.value.ApplicationLog;
import ee.passkeys.value.Seldom;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The audit table of an application, if it has one: records what changes no row, counts what anybody can provoke without end, and tends the
 * chains in the background.
 *
 * <p>Safe for use by many threads.
 */
public final class AuditRecorder {

    private static final System.Logger LOG = ApplicationLog.of(AuditRecorder.class);

    /** Refusals that say nothing of a user or a passkey, of which anybody can cause thousands. */
    private static final Set<ProblemCode> COUNTED = Set.of(
            ProblemCode.FOREIGN_ORIGIN,
            ProblemCode.MALFORMED_REQUEST,
            ProblemCode.MALFORMED_CREDENTIAL,
            ProblemCode.CEREMONY_EXPIRED,
            ProblemCode.NOT_SIGNED_IN);

    private static final Duration BETWEEN_COUNTS = Duration.ofMinutes(1);
    private static final Duration BETWEEN_PURGES = Duration.ofHours(1);

    private final @Nullable AuditTrail trail;
    private final @Nullable AuditKeys keys;
    private final String userBase;
    private final Duration retention;
    private final Clock clock;
    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
    private final AtomicLong lost = new AtomicLong();
    private final AtomicLong purged = new AtomicLong();
    private final Seldom losses = new Seldom();
    private Instant nextCounts;
    private Instant nextPurge;

    /**
     * Takes its parts.
     *
     * @param settings whether there is a table, and its keys
     * @param userBase whose users the rows are about
     * @param source where this process is, and where its requests come from
     * @param random for the names of chains
     * @param clock the time
     */
    public AuditRecorder(
            AuditSettings settings, String userBase, AuditTrail.Source source, SecureRandom random, Clock clock) {
        Optional<AuditKeys> given = settings.secret()
                .map(secret -> new AuditKeys(
                        new AuditKey(secret),
                        settings.previousSecret().map(AuditKey::new).stream().toList()));
        this.keys = given.orElse(null);
        this.trail = given.map(known -> new AuditTrail(known.current(), userBase, source, random, clock))
                .orElse(null);
        this.userBase = userBase;
        this.retention = settings.retention();
        this.clock = clock;
        this.nextCounts = clock.instant().plus(BETWEEN_COUNTS);
        this.nextPurge = clock.instant();
    }

    /**
     * What transactions are recorded in.
     *
     * @return the table, or nothing where there is none
     */
    public Journal journal() {
        AuditTrail table = trail;
        return table == null ? Journal.NONE : table;
    }

    /**
     * The keys of the table.
     *
     * @return empty where there is no table
     */
    public Optional<AuditKeys> keys() {
        return Optional.ofNullable(keys);
    }

    /**
     * The last rows that this process knows to be there.
     *
     * @return a place for each of its chains
     */
    public Map<String, Place> heads() {
        AuditTrail table = trail;
        return table == null ? Map.of() : table.heads();
    }

    /**
     * Records an event that has no transaction, in one of its own. What has one is recorded already. Where the database fails, the event is
     * in the log alone.
     *
     * @param event what happened
     * @param store the database
     */
    public void record(PasskeyEvent event, PasskeyTransactions store) {
        if (trail == null || AuditTrail.isOfAChange(event)) {
            return;
        }
        if (event instanceof Refused refused && isCounted(refused.code())) {
            count(refused.code());
        } else {
            write(event, store);
        }
    }

    private static boolean isCounted(String code) {
        return COUNTED.stream().anyMatch(counted -> counted.code().equals(code));
    }

    /**
     * Counts a refusal that is not recorded by itself.
     *
     * @param code why it was refused
     */
    public void count(String code) {
        if (trail != null) {
            counts.computeIfAbsent(code, any -> new LongAdder()).increment();
        }
    }

    private void write(PasskeyEvent event, PasskeyTransactions store) {
        try {
            store.<PasskeyEvent, RuntimeException>transact(stored -> {
                stored.record(event);
                return event;
            });
        } catch (StoreUnavailableException e) {
            lost.incrementAndGet();
            losses.log(
                    LOG,
                    System.Logger.Level.WARNING,
                    "An event is in the audit log but not in the audit table, because the database fails: "
                            + e.getMessage());
        }
    }

    /**
     * How many events the table does not have, because the database failed.
     *
     * @return their number since the start
     */
    public long lost() {
        return lost.get();
    }

    /**
     * How many rows were purged by this process.
     *
     * @return their number since the start
     */
    public long purged() {
        return purged.get();
    }

    /**
     * Tends the table. Called every few seconds, by one thread at a time.
     *
     * @param store the database
     * @throws StoreUnavailableException when the database fails; the next call goes on
     */
    public synchronized void tend(PasskeyTransactions store) {
        AuditTrail table = trail;
        AuditKeys known = keys;
        if (table == null || known == null) {
            return;
        }
        Instant now = clock.instant();
        if (!now.isBefore(nextCounts)) {
            nextCounts = now.plus(BETWEEN_COUNTS);
            writeCounts(store);
        }
        seal(table, store);
        if (!now.isBefore(nextPurge)) {
            nextPurge = now.plus(BETWEEN_PURGES);
            purged.addAndGet(new AuditPurge(store, known, userBase).purge(now.minus(retention)));
        }
    }

    /**
     * Leaves the table as it is to be found when this process is gone.
     *
     * @param store the database
     * @throws StoreUnavailableException when the database fails
     */
    public synchronized void end(PasskeyTransactions store) {
        AuditTrail table = trail;
        if (table != null) {
            writeCounts(store);
            seal(table, store);
        }
    }

    private void writeCounts(PasskeyTransactions store) {
        for (String code : List.copyOf(counts.keySet())) {
            long count =
                    Optional.ofNullable(counts.remove(code)).map(LongAdder::sum).orElse(0L);
            if (count > 0) {
                write(new Refused(clock.instant(), "counted", code, count + " times"), store);
            }
        }
    }

    private static void seal(AuditTrail table, PasskeyTransactions store) {
        if (table.isMoved()) {
            table.sealed(store.<Map<String, Place>, RuntimeException>transact(stored -> table.seal(stored.sql())));
        }
    }
}
