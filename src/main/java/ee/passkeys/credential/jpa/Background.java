// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.jpa;

import ee.passkeys.value.ApplicationLog;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Executor for background work on threads of the server. Where there are no such threads nothing is done. */
final class Background {

    private static final System.Logger LOG = ApplicationLog.of(Background.class);

    private final Optional<ScheduledExecutorService> threads;
    private @Nullable Future<?> waiting;
    private boolean ended;

    Background(Optional<ScheduledExecutorService> threads) {
        this.threads = threads;
    }

    static Background none() {
        return new Background(Optional.empty());
    }

    static Background ofServer() {
        return new Background(
                ContainerResources.<ScheduledExecutorService>find("java:comp/DefaultManagedScheduledExecutorService"));
    }

    boolean isThere() {
        return threads.isPresent();
    }

    /** Does it after that time, unless something waits already. */
    synchronized void later(Duration delay, Runnable work) {
        if (ended || threads.isEmpty() || waiting != null) {
            return;
        }
        try {
            waiting = threads.get().schedule(() -> run(work), delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.log(System.Logger.Level.DEBUG, "The server accepts no background work now", e);
        }
    }

    private void run(Runnable work) {
        begin();
        work.run();
    }

    /** From now on another piece may wait, for what this one cannot have seen. */
    private synchronized void begin() {
        waiting = null;
    }

    /** Nothing is done any more. */
    synchronized void end() {
        ended = true;
        if (waiting != null) {
            waiting.cancel(false);
        }
    }
}
