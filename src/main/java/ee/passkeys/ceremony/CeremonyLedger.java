// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ceremony;

import static ee.passkeys.ceremony.CeremonyFailure.CEREMONY_SPENT;

import ee.passkeys.credential.DuplicateException;
import ee.passkeys.credential.PasskeyStore;
import ee.passkeys.credential.Passkeys;
import ee.passkeys.credential.StoreUnavailableException;
import java.io.Serial;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Sees to it that a ceremony is answered once. The mark that it is used is written first and committed with what the answer changes; when
 * the answer is refused, the mark is all that is committed.
 */
final class CeremonyLedger {

    private static final System.Logger LOG = System.getLogger(CeremonyLedger.class.getName());

    private static final Duration BETWEEN_SWEEPS = Duration.ofMinutes(1);

    private final PasskeyStore store;
    private final CeremonySeal seal;
    private final Clock clock;
    private final AtomicReference<Instant> nextSweep = new AtomicReference<>(Instant.EPOCH);

    CeremonyLedger(PasskeyStore store, CeremonySeal seal, Clock clock) {
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
         * Verifies without changing anything.
         *
         * @throws CeremonyException to refuse
         */
        Change<T> verify(Passkeys passkeys) throws CeremonyException;
    }

    /**
     * What a verified answer changes.
     *
     * @param <T> what comes of it
     */
    interface Change<T> {

        /**
         * Writes.
         *
         * @throws CeremonyException to refuse after all; whatever was written is then rolled back
         */
        T write() throws CeremonyException;
    }

    /**
     * Spends the ceremony on an answer.
     *
     * @throws CeremonyException {@code ceremony-spent} when it was answered before, or what the answer was refused with
     */
    <T> T spend(Ceremony ceremony, Answer<T> answer) throws CeremonyException {
        sweep();
        Verdict<T> verdict;
        try {
            verdict = store.transact(passkeys -> {
                mark(ceremony, passkeys);
                return judge(answer, passkeys);
            });
        } catch (RefusedWhileWriting e) {
            markAlone(ceremony);
            throw e.refusal();
        } catch (DuplicateException e) {
            throw duplicate(ceremony, e);
        }
        return verdict.result();
    }

    private static <T> Verdict<T> judge(Answer<T> answer, Passkeys passkeys) throws RefusedWhileWriting {
        Change<T> change;
        try {
            change = answer.verify(passkeys);
        } catch (CeremonyException refusal) {
            return new Refused<>(refusal);
        }
        try {
            return new Accepted<>(change.write());
        } catch (CeremonyException refusal) {
            throw new RefusedWhileWriting(refusal);
        }
    }

    private void mark(Ceremony ceremony, Passkeys passkeys) {
        passkeys.spend(ceremony.id(), seal.forgettableAt(ceremony));
    }

    private void markAlone(Ceremony ceremony) throws CeremonyException {
        try {
            store.transact(passkeys -> {
                mark(ceremony, passkeys);
                return ceremony;
            });
        } catch (DuplicateException e) {
            throw duplicate(ceremony, e);
        }
    }

    private CeremonyException duplicate(Ceremony ceremony, DuplicateException duplicate) throws CeremonyException {
        CeremonyFailure failure = switch (duplicate.of()) {
            case CEREMONY, SECRET, PASSWORD_LOGIN, OFFER -> CEREMONY_SPENT;
            case USER -> CeremonyFailure.NAME_TAKEN;
            case PASSKEY -> CeremonyFailure.PASSKEY_EXISTS;
        };
        if (failure != CEREMONY_SPENT) {
            markAlone(ceremony);
        }
        return new CeremonyException(failure, "there is one already: " + duplicate.of(), duplicate);
    }

    /**
     * Forgets old marks now and then, on the way of a request: there is no thread of ours that could be left behind. A request that meets
     * another there, in a deadlock say, has its own work to do all the same.
     */
    private void sweep() {
        Instant now = clock.instant();
        Instant due = nextSweep.get();
        if (now.isAfter(due) && nextSweep.compareAndSet(due, now.plus(BETWEEN_SWEEPS))) {
            try {
                store.transact(passkeys -> passkeys.forgetSpent(now));
            } catch (StoreUnavailableException e) {
                LOG.log(System.Logger.Level.DEBUG, "Old marks stay until the next time", e);
            }
        }
    }

    private sealed interface Verdict<T> {
        T result() throws CeremonyException;
    }

    private record Accepted<T>(T result) implements Verdict<T> {}

    private record Refused<T>(CeremonyException refusal) implements Verdict<T> {
        @Override
        public T result() throws CeremonyException {
            throw refusal;
        }
    }

    /** Rolls the transaction back, and is caught right outside it. */
    private static final class RefusedWhileWriting extends Exception {

        @Serial
        private static final long serialVersionUID = 1L;

        /** Why. */
        private final CeremonyException refusal;

        RefusedWhileWriting(CeremonyException refusal) {
            super(refusal);
            this.refusal = refusal;
        }

        CeremonyException refusal() {
            return refusal;
        }
    }
}
