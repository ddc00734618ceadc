// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ceremony;

import static ee.passkeys.problem.ProblemCode.CEREMONY_SPENT;
import static java.nio.charset.StandardCharsets.UTF_8;

import ee.passkeys.credential.DuplicateException;
import ee.passkeys.credential.PasskeyRepository;
import ee.passkeys.credential.PasskeyTransactions;
import ee.passkeys.credential.StoreUnavailableException;
import ee.passkeys.problem.ProblemCode;
import ee.passkeys.problem.ProblemException;
import ee.passkeys.value.ApplicationLog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Ensures that a ceremony is completed once. An answer is verified while no connection is held; then the mark that the ceremony is used is
 * written and committed with what the answer changes, in one short transaction. When the answer is refused, the mark is all that is
 * committed.
 */
public final class SingleUse {

    private static final System.Logger LOG = ApplicationLog.of(SingleUse.class);

    private static final Duration BETWEEN_SWEEPS = Duration.ofMinutes(1);

    static final int BATCH = 500;

    /** A quarter of a million a minute, more than any load leaves behind. */
    private static final int MOST_BATCHES = 500;

    private final PasskeyTransactions store;
    private final CeremonyToken seal;
    private final Clock clock;
    /** The ceremonies whose answers are being verified and written: a persistence provider would log the second of two that are sent at once as an error. */
    private final Set<String> beingSpent = ConcurrentHashMap.newKeySet();

    private final AtomicReference<Instant> nextSweep = new AtomicReference<>(Instant.EPOCH);

    SingleUse(PasskeyTransactions store, CeremonyToken seal, Clock clock) {
        this.store = store;
        this.seal = seal;
        this.clock = clock;
    }

    /**
     * The answer to a ceremony.
     *
     * @param <T> what comes of it
     */
    interface Answer<T> {

        /**
         * Verifies without changing anything. No connection is held meanwhile.
         *
         * @throws ProblemException to refuse
         */
        Change<T> verify() throws ProblemException;
    }

    /**
     * What a verified answer changes.
     *
     * @param <T> what comes of it
     */
    interface Change<T> {

        /**
         * Writes, in the transaction of the mark.
         *
         * @throws ProblemException to refuse after all; whatever was written is then rolled back
         */
        T write(PasskeyRepository passkeys) throws ProblemException;
    }

    /**
     * Spends the ceremony on an answer.
     *
     * @throws ProblemException {@code ceremony-spent} when it was answered before, or what the answer was refused with
     */
    <T> T spend(Ceremony ceremony, Answer<T> answer) throws ProblemException {
        return spend(ceremony, answer, PasskeyRepository::spend);
    }

    /**
     * Uses up a value of any kind, such as the id of a proof of possession.
     *
     * @param value the value, with a word before it that no other kind has
     * @param forgettableAt from when on nobody would accept the value anyway
     * @return false when it was used before, on any node
     */
    public boolean isFirst(String value, Instant forgettableAt) {
        sweep();
        String id = Hashes.hex(Hashes.sha256(value.getBytes(UTF_8)));
        if (!beingSpent.add(id)) {
            return false;
        }
        try {
            return store.transact(passkeys -> {
                passkeys.spend(id, forgettableAt);
                return true;
            });
        } catch (DuplicateException e) {
            return false;
        } finally {
            beingSpent.remove(id);
        }
    }

    /**
     * Spends the ceremony on an answer that looks itself, when it is verified, whether the ceremony was answered before.
     *
     * @throws ProblemException {@code ceremony-spent} when it was answered before, or what the answer was refused with
     */
    <T> T spendUnused(Ceremony ceremony, Answer<T> answer) throws ProblemException {
        return spend(ceremony, answer, PasskeyRepository::spendUnused);
    }

    private <T> T spend(Ceremony ceremony, Answer<T> answer, Mark mark) throws ProblemException {
        sweep();
        if (!beingSpent.add(ceremony.id())) {
            throw new ProblemException(CEREMONY_SPENT, "another answer is being verified");
        }
        try {
            return write(ceremony, mark, answer.verify());
        } catch (ProblemException refusal) {
            if (refusal.failure() != CEREMONY_SPENT) {
                write(ceremony, PasskeyRepository::spend, passkeys -> ceremony);
            }
            throw refusal;
        } finally {
            beingSpent.remove(ceremony.id());
        }
    }

    private <T> T write(Ceremony ceremony, Mark mark, Change<T> change) throws ProblemException {
        try {
            return store.transact(passkeys -> {
                mark.write(passkeys, ceremony.id(), seal.forgettableAt(ceremony));
                return change.write(passkeys);
            });
        } catch (DuplicateException e) {
            throw duplicate(e);
        }
    }

    /** How it is written that a ceremony is used. */
    private interface Mark {
        void write(PasskeyRepository passkeys, String ceremonyId, Instant expiresAt);
    }

    static ProblemException duplicate(DuplicateException duplicate) {
        ProblemCode failure = switch (duplicate.of()) {
            case CEREMONY, SECRET, PASSWORD_LOGIN, OFFER, SWITCHED_OFF, TOKEN -> CEREMONY_SPENT;
            case USER -> ProblemCode.NAME_TAKEN;
            case PASSKEY -> ProblemCode.PASSKEY_EXISTS;
        };
        return new ProblemException(failure, "already exists: " + duplicate.of(), duplicate);
    }

    /** Forgets old marks now and then, beside the requests: none of them waits for it, nor for what else fails there. */
    private void sweep() {
        Instant now = clock.instant();
        Instant due = nextSweep.get();
        if (now.isAfter(due) && nextSweep.compareAndSet(due, now.plus(BETWEEN_SWEEPS))) {
            store.beside(() -> sweep(now));
        }
    }

    /** Each batch is a short transaction. Where there is more than one, only one node goes on, and not for long: the next time comes. */
    private void sweep(Instant now) {
        try {
            if (isAll(now) || !isOurTurn(now)) {
                return;
            }
            for (int batch = 0; batch < MOST_BATCHES && !isAll(now); batch++) {
                LOG.log(System.Logger.Level.TRACE, "Expired ceremony records deleted: {0}", BATCH);
            }
        } catch (StoreUnavailableException e) {
            LOG.log(System.Logger.Level.DEBUG, "Expired ceremony records are kept until the next attempt", e);
        }
    }

    private boolean isAll(Instant now) {
        return store.<Integer, RuntimeException>transact(passkeys -> passkeys.forgetSpent(now, BATCH)) < BATCH;
    }

    /** The turn is a mark as well, which no ceremony has. */
    private boolean isOurTurn(Instant now) {
        long period = now.getEpochSecond() / BETWEEN_SWEEPS.toSeconds();
        try {
            store.transact(passkeys -> {
                passkeys.spend("sweep:" + period, now.plus(BETWEEN_SWEEPS.multipliedBy(2)));
                return period;
            });
            return true;
        } catch (DuplicateException e) {
            return false;
        }
    }
}
