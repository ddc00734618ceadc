// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.jpa;

import ee.passkeys.credential.SqlErrors;
import ee.passkeys.credential.StoreUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lazy initialization that is retried after a failure. Where that fails, nobody tries again before a few seconds have passed; and nobody
 * waits longer than that for somebody else who tries.
 *
 * @param <T> what is opened
 */
final class RetryingInitializer<T> {

    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(5);

    /** The start of an application can wait for another node that changes the tables; a request can not. */
    private static final Duration PATIENCE_AT_START = Duration.ofSeconds(60);

    private static final Duration PATIENCE_OF_REQUEST = Duration.ofSeconds(3);

    private final Opener<T> opener;
    private final Clock clock;
    private final ReentrantLock turn = new ReentrantLock();
    private volatile @Nullable T open;
    private volatile boolean closed;
    private @Nullable StoreUnavailableException failure;
    private Instant failedAt = Instant.EPOCH;

    RetryingInitializer(Opener<T> opener, Clock clock) {
        this.opener = opener;
        this.clock = clock;
    }

    /** Opens the object. */
    @FunctionalInterface
    interface Opener<T> {

        /**
         * Opens it.
         *
         * @param patience how long to wait for what other nodes do
         */
        T open(Duration patience);
    }

    /** For the start of the application, which may take its time. */
    T atStart() {
        return opened(PATIENCE_AT_START);
    }

    /** For a request, which may not. */
    T now() {
        return opened(PATIENCE_OF_REQUEST);
    }

    /** Ends it for good, and hands out what was open. */
    Optional<T> end() {
        turn.lock();
        try {
            Optional<T> last = Optional.ofNullable(open);
            open = null;
            closed = true;
            return last;
        } finally {
            turn.unlock();
        }
    }

    private T opened(Duration patience) {
        T there = open;
        if (there != null) {
            return there;
        }
        waitForTurn(patience);
        try {
            T meanwhile = open;
            return meanwhile != null ? meanwhile : tryToOpen(patience);
        } finally {
            turn.unlock();
        }
    }

    private void waitForTurn(Duration patience) {
        try {
            if (turn.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new StoreUnavailableException("the passkey store is being opened");
    }

    private T tryToOpen(Duration patience) {
        if (closed) {
            throw new StoreUnavailableException("the passkey store is closed");
        }
        StoreUnavailableException last = failure;
        if (last != null && isRecent(failedAt)) {
            throw new StoreUnavailableException(String.valueOf(last.getMessage()), last);
        }
        try {
            T now = opener.open(patience);
            open = now;
            failure = null;
            return now;
        } catch (StoreUnavailableException e) {
            throw remember(e);
        } catch (RuntimeException | LinkageError e) {
            throw remember(
                    new StoreUnavailableException("the passkey store cannot be opened: " + SqlErrors.reason(e), e));
        }
    }

    /** A clock that was put back must not keep us closed. */
    private boolean isRecent(Instant then) {
        Duration since = Duration.between(then, clock.instant());
        return !since.isNegative() && since.compareTo(BETWEEN_TRIES) < 0;
    }

    private StoreUnavailableException remember(StoreUnavailableException failed) {
        failure = failed;
        failedAt = clock.instant();
        return failed;
    }
}
