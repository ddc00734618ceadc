// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.audit;

import ee.passkeys.api.PasskeyEvent;
import ee.passkeys.api.PasskeyEvent.ParityBroken;
import ee.passkeys.api.PasskeyEvent.PasswordRefused;
import ee.passkeys.api.PasskeyEvent.Refused;
import ee.passkeys.credential.Journal;
import ee.passkeys.credential.sql.AuditChain;
import ee.passkeys.credential.sql.AuditChain.Place;
import ee.passkeys.credential.sql.AuditRow;
import ee.passkeys.credential.sql.AuditStatements;
import ee.passkeys.credential.sql.Sql;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writer of the audit table, in the transactions of the changes. A chain belongs to one transaction at a time, and this process has as many
 * chains as it ever had transactions at once: none waits for another, on this node or any other.
 *
 * <p>Safe for use by many threads.
 */
public final class AuditTrail implements Journal {

    private static final Set<String> OF_COLUMNS = Set.of("event", "caller", "operator", "passkey", "reason", "code");

    private static final int LONGEST_NAME = 1020;
    private static final int LONGEST_ORIGIN = 512;
    private static final int LONGEST_PLACE = 255;
    private static final int LONGEST_CODE = 64;
    private static final int LONGEST_DETAIL = 2000;
    private static final int CHAIN_BYTES = 16;

    private final AuditKey key;
    private final String userBase;
    private final Source source;
    private final SecureRandom random;
    private final Clock clock;
    private final Deque<Chain> idle = new ConcurrentLinkedDeque<>();
    private final Map<String, Place> heads = new ConcurrentHashMap<>();
    private final Map<String, Long> sealed = new ConcurrentHashMap<>();

    /**
     * Takes its parts.
     *
     * @param key seals the rows
     * @param userBase whose users the rows are about
     * @param source where this process is, and where its requests come from
     * @param random for the names of chains
     * @param clock the time
     */
    public AuditTrail(AuditKey key, String userBase, Source source, SecureRandom random, Clock clock) {
        this.key = key;
        this.userBase = userBase;
        this.source = source;
        this.random = random;
        this.clock = clock;
    }

    /**
     * Where rows come from.
     *
     * @param node the name of this node
     * @param origin the origin of the current request
     * @param client the address of its client
     */
    public record Source(String node, Supplier<Optional<String>> origin, Supplier<Optional<String>> client) {}

    /**
     * Chain of this process as a transaction finds it.
     *
     * @param id its name
     * @param last the last row that is committed
     * @param isOpen whether the database has the chain
     */
    private record Chain(String id, Place last, boolean isOpen) {}

    @Override
    public Entries begin() {
        return new Transaction();
    }

    /**
     * Whether an event is recorded in the transaction of what it tells of, and not afterwards.
     *
     * @param event an event
     * @return false for what changes no row
     */
    public static boolean isOfAChange(PasskeyEvent event) {
        return event instanceof PasskeyEvent.Created
                || event instanceof PasskeyEvent.SignedIn
                || event instanceof PasskeyEvent.SteppedUp
                || event instanceof PasskeyEvent.NewDevice
                || event instanceof PasskeyEvent.Renamed
                || event instanceof PasskeyEvent.Removed
                || event instanceof PasskeyEvent.UserRenamed
                || event instanceof PasskeyEvent.Disabled
                || event instanceof PasskeyEvent.Administered
                || event instanceof PasskeyEvent.SettingChanged
                || event instanceof PasskeyEvent.RecoveryCodesIssued
                || event instanceof PasskeyEvent.CodeUsed;
    }

    /**
     * Seals how far the chains of this process have come, so that rows at their ends cannot vanish unseen.
     *
     * @param sql a transaction
     * @return what was sealed, for {@link #sealed} after the commit
     */
    public Map<String, Place> seal(Sql sql) {
        Map<String, Place> moved = moved();
        moved.forEach((chain, head) -> new AuditStatements(sql).moveHead(chain, key.head(chain, head)));
        return moved;
    }

    private Map<String, Place> moved() {
        return heads.entrySet().stream()
                .filter(head -> head.getValue().position() > sealed.getOrDefault(head.getKey(), 0L))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /**
     * Whether there is anything to seal.
     *
     * @return true when rows were added since
     */
    public boolean isMoved() {
        return !moved().isEmpty();
    }

    /**
     * Notes that heads are sealed.
     *
     * @param moved what {@link #seal} returned
     */
    public void sealed(Map<String, Place> moved) {
        moved.forEach((chain, head) -> sealed.merge(chain, head.position(), Math::max));
    }

    /**
     * The last rows that this process knows to be there, which the database cannot take back.
     *
     * @return a place for each chain of this process
     */
    public Map<String, Place> heads() {
        return Map.copyOf(heads);
    }

    /** Records of one transaction, in one chain. */
    private final class Transaction implements Entries {

        private @Nullable Chain taken;
        private @Nullable Chain written;
        private boolean uncertain;

        @Override
        public void add(Sql sql, PasskeyEvent event, String actor) {
            Chain before = written;
            if (before == null) {
                taken = Optional.ofNullable(idle.pollFirst()).orElseGet(AuditTrail.this::newChain);
                before = taken;
            }
            AuditStatements table = new AuditStatements(sql);
            if (!before.isOpen()) {
                table.add(opened(before, table.lastOpened(userBase)));
            }
            AuditRow row = key.seal(row(before, event, actor));
            table.add(row);
            written = new Chain(before.id(), new Place(row.position(), row.mac(), ""), true);
        }

        @Override
        public void committing() {
            uncertain = written != null;
        }

        @Override
        public void committed() {
            Chain done = written;
            if (done != null) {
                heads.put(done.id(), done.last());
                idle.addFirst(done);
            }
            taken = null;
            uncertain = false;
        }

        /** A chain of which nobody knows how it ends is not continued. */
        @Override
        public void close() {
            Chain unchanged = taken;
            if (unchanged != null && !uncertain) {
                idle.addFirst(unchanged);
            }
            taken = null;
        }
    }

    private Chain newChain() {
        byte[] bytes = new byte[CHAIN_BYTES];
        random.nextBytes(bytes);
        String id = HexFormat.of().formatHex(bytes);
        return new Chain(id, key.beginning(id), false);
    }

    private AuditChain opened(Chain chain, String after) {
        AuditChain opened = new AuditChain(
                chain.id(),
                userBase,
                AuditLine.stored(source.node(), LONGEST_PLACE),
                key.id(),
                clock.millis(),
                after,
                chain.last(),
                key.head(chain.id(), chain.last()));
        return key.anchored(opened, chain.last());
    }

    private AuditRow row(Chain chain, PasskeyEvent event, String actor) {
        AuditLine line = AuditLines.of(event);
        String caller = AuditLine.stored(line.value("caller"), LONGEST_NAME);
        return new AuditRow(
                chain.id(),
                chain.last().position() + 1,
                event.at().toEpochMilli(),
                line.value("event"),
                actor(line, caller, actor),
                caller,
                line.value("passkey"),
                AuditLine.stored(source.origin().get().orElse(""), LONGEST_ORIGIN),
                AuditLine.stored(source.client().get().orElse(""), LONGEST_PLACE),
                AuditLine.stored(source.node(), LONGEST_PLACE),
                isRefusal(event) ? "refused" : "done",
                AuditLine.stored(line.value("reason") + line.value("code"), LONGEST_CODE),
                AuditLine.stored(line.without(OF_COLUMNS), LONGEST_DETAIL),
                chain.last().mac(),
                "");
    }

    private static String actor(AuditLine line, String caller, String actor) {
        return List.of(line.value("operator"), actor).stream()
                .filter(name -> !name.isEmpty())
                .findFirst()
                .map(name -> AuditLine.stored(name, LONGEST_NAME))
                .orElse(caller);
    }

    private static boolean isRefusal(PasskeyEvent event) {
        return event instanceof Refused
                || event instanceof PasskeyEvent.Forged
                || event instanceof PasswordRefused
                || (event instanceof ParityBroken broken && broken.refused())
                || (event instanceof PasskeyEvent.GroupsLimited limited && limited.refused());
    }
}
