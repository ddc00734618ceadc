// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.jpa;

import ee.passkeys.credential.StoreUnavailableException;
import ee.passkeys.value.ApplicationLog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps everybody from a database that is away, so that no login by password waits for it: after some failures in a row, after one that
 * took long, and as soon as one call hangs, calls fail at once; after some seconds one call tries again, and those that come meanwhile wait
 * a moment for what it finds. So that it does not wait for a user, it asks for such a call itself.
 *
 * <p>Safe for use by many threads.
 */
final class CircuitBreaker {

    static final int FAILURES = 3;

    /** What takes longer than a statement may hangs, as where a pool waits for a connection. */
    static final Duration PATIENCE = Duration.ofSeconds(6);

    static final Duration REST = Duration.ofSeconds(5);

    /** How long calls wait for the one that tries, and for one that seems to hang. */
    static final Duration MOMENT = Duration.ofSeconds(1);

    private static final System.Logger LOG = ApplicationLog.of(CircuitBreaker.class);

    private final Clock clock;
    private final Duration moment;
    private final Runnable probe;

    /** The oldest first; while it is open, the one that tries. */
    private final Set<Call> running = new LinkedHashSet<>();

    private int failures;
    private @Nullable Instant openSince;

    /** @param probe asks for a call after the rest; it may be told so several times */
    CircuitBreaker(Clock clock, Duration moment, Runnable probe) {
        this.clock = clock;
        this.moment = moment;
        this.probe = probe;
    }

    /** Call in progress; it is closed in any case. */
    final class Call implements AutoCloseable {

        private final Instant begun;
        private boolean failed;

        private Call(Instant begun) {
            this.begun = begun;
        }

        /** Says that the database could not be used. */
        void fail() {
            failed = true;
        }

        @Override
        public void close() {
            end(this);
        }

        private boolean isLong() {
            return Duration.between(begun, clock.instant()).compareTo(PATIENCE) >= 0;
        }
    }

    /**
     * Begins a call.
     *
     * @throws StoreUnavailableException when it would fail or hang
     */
    synchronized Call begin() {
        if (isTried() || seemsToHang()) {
            awaitOthers();
            if (seemsToHang()) {
                open("a call does not return");
            }
        }
        if (openSince != null && (isResting(openSince) || !running.isEmpty())) {
            throw new StoreUnavailableException("the passkey database is unavailable");
        }
        Call call = new Call(clock.instant());
        running.add(call);
        return call;
    }

    /** Whether calls fail without having asked the database. */
    synchronized boolean isOpen() {
        return openSince != null;
    }

    private synchronized boolean isTried() {
        return openSince != null && !isResting(openSince) && !running.isEmpty();
    }

    /** Where the whole process stood still, as for a collection of garbage, calls seem to hang that return in a moment. */
    private synchronized boolean seemsToHang() {
        return running.stream().findFirst().filter(Call::isLong).isPresent();
    }

    /** Waits by the machine's own time, so that a clock that is put back keeps nobody. */
    private synchronized void awaitOthers() {
        long until = System.nanoTime() + moment.toNanos();
        try {
            for (long left = moment.toNanos();
                    left > 0 && (isTried() || seemsToHang());
                    left = until - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What a call that began before it was opened has to say counts no more. */
    private synchronized void end(Call call) {
        if (!running.remove(call)) {
            return;
        }
        notifyAll();
        if (!call.failed) {
            close();
            return;
        }
        failures++;
        if (openSince != null || failures >= FAILURES || call.isLong()) {
            open(failures + " calls failed in a row");
        }
    }

    private synchronized void open(String why) {
        if (openSince == null) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "Passkey database unavailable ({0}); calls fail fast and it is retried every 5 seconds.",
                    why);
        }
        openSince = clock.instant();
        running.clear();
        notifyAll();
        probe.run();
    }

    private synchronized void close() {
        if (openSince != null) {
            LOG.log(System.Logger.Level.INFO, "Passkey database available again");
        }
        openSince = null;
        failures = 0;
    }

    /** A clock that was put back must not keep us away. */
    private boolean isResting(Instant since) {
        Duration rest = Duration.between(since, clock.instant());
        return !rest.isNegative() && rest.compareTo(REST) < 0;
    }
}
