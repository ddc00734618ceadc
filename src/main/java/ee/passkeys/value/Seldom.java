// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.value;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Limits how often something is logged that clients can provoke: once within an interval, and the next line says how many were left out.
 *
 * <p>Safe for use by many threads.
 */
public final class Seldom {

    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private final LongSupplier nanos;
    private final AtomicLong last;
    private final AtomicLong leftOut = new AtomicLong();

    /** Once a minute. */
    public Seldom() {
        this(System::nanoTime);
    }

    Seldom(LongSupplier nanos) {
        this.nanos = nanos;
        this.last = new AtomicLong(nanos.getAsLong() - INTERVAL.toNanos());
    }

    /**
     * Logs a line with the number of those that were left out, unless that was done less than a minute ago.
     *
     * @param log of the class that logs
     * @param level how bad it is
     * @param line what happened
     * @return whether it was logged
     */
    public boolean log(System.Logger log, System.Logger.Level level, String line) {
        return log(log, level, line, null);
    }

    /**
     * The same with a stack.
     *
     * @param log of the class that logs
     * @param level how bad it is
     * @param line what happened
     * @param fault its stack, or null for none
     * @return whether it was logged
     */
    public boolean log(System.Logger log, System.Logger.Level level, String line, @Nullable Throwable fault) {
        return log(leftOut -> log.log(level, line + " (" + leftOut + " more since the last such line)", fault));
    }

    /** Takes what logs, which gets the number of calls that were left out. */
    boolean log(LongConsumer logging) {
        long now = nanos.getAsLong();
        long before = last.get();
        if (now - before >= INTERVAL.toNanos() && last.compareAndSet(before, now)) {
            logging.accept(leftOut.getAndSet(0));
            return true;
        }
        leftOut.incrementAndGet();
        return false;
    }
}
