// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.metrics;

import ee.passkeys.value.OfPasskeys;
import ee.passkeys.value.OneInstance;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Health of the passkeys of an application on this node, as the work in the background finds it every few seconds: to ask for it asks no
 * database.
 *
 * <p>Safe for use by many threads.
 */
@OneInstance
public class Health {

    /** Work in the background runs every few seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Clock clock;
    private final Instant began;
    private volatile Instant worked = Instant.MIN;
    private volatile boolean failing;
    private volatile long lostRows;

    /**
     * Made by the container.
     *
     * @param clock the time
     */
    @Inject
    public Health(@OfPasskeys Clock clock) {
        this.clock = clock;
        this.began = clock.instant();
    }

    /** How well it works. */
    public enum Status {
        /** Everything works. */
        UP,
        /** Passkeys work, and something beside them does not. */
        DEGRADED,
        /** Passkeys do not work; the application's own sign-in does. */
        DOWN
    }

    /**
     * Notes that the database answered.
     *
     * @param rows how many rows the audit table does not have
     */
    public void works(long rows) {
        worked = clock.instant();
        lostRows = rows;
        failing = false;
    }

    /** Notes that the database did not answer. */
    public void fails() {
        failing = true;
    }

    /**
     * Returns the status.
     *
     * @return the status now
     */
    public Status status() {
        if (failing) {
            return Status.DOWN;
        }
        return reasons().isEmpty() ? Status.UP : Status.DEGRADED;
    }

    /**
     * Says why it is not up.
     *
     * @return sentences for an administrator, none where everything works
     */
    public List<String> reasons() {
        List<String> reasons = new ArrayList<>();
        if (failing) {
            reasons.add("The passkey database is unavailable.");
        }
        Instant last = worked.isAfter(began) ? worked : began;
        if (!failing && last.isBefore(clock.instant().minus(PATIENCE))) {
            reasons.add("Work in the background does not run: revoked passkeys do not end sessions.");
        }
        if (lostRows > 0) {
            reasons.add("The audit table lacks " + lostRows + " events, which are in the audit log.");
        }
        return List.copyOf(reasons);
    }
}
