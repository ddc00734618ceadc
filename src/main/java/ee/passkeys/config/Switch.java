// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.config;

import ee.passkeys.value.ApplicationLog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Switch for {@code passkeys.enabled} while the application runs. It is looked up once in a few seconds at most, so that requests pay
 * nothing for it; what cannot be read changes nothing.
 *
 * <p>Safe for use by many threads.
 */
public final class Switch {

    /** Maximum age of a value that was read. */
    static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

    private static final System.Logger LOG = ApplicationLog.of(Switch.class);

    private final SettingSource source;
    private final Clock clock;
    private final boolean usable;
    private volatile boolean on;
    private volatile boolean allowed = true;
    private volatile Instant next;
    private volatile Instant lastOff = Instant.MIN;

    /**
     * Creates a switch in the state of the startup.
     *
     * @param source where {@code passkeys.enabled} is kept
     * @param clock the server's
     * @param atStart whether there are passkeys at start; where there are none, because they are switched off or a setting is wrong, there
     *     will be none before the next start
     */
    public Switch(SettingSource source, Clock clock, boolean atStart) {
        this.source = source;
        this.clock = clock;
        this.usable = atStart;
        this.on = atStart;
        this.next = clock.instant().plus(BETWEEN_LOOKS);
    }

    /**
     * Tells whether passkeys are enabled.
     *
     * @return whether there are passkeys, as of some seconds ago
     */
    public boolean isOn() {
        if (usable && isDue(clock.instant())) {
            look();
        }
        return on;
    }

    /**
     * Notes what administrators want, who can switch passkeys off that are on by the setting, and not the other way round.
     *
     * @param allows false to disable passkeys, whatever {@code passkeys.enabled} says
     */
    public void allow(boolean allows) {
        if (allowed != allows) {
            allowed = allows;
            next = Instant.MIN;
        }
    }

    /**
     * Returns the last time at which passkeys were disabled, on this node or another.
     *
     * @return a time long ago when it never was
     */
    public Instant lastOff() {
        return lastOff;
    }

    /**
     * Tells whether passkeys were disabled after a time, which ends everything that began before.
     *
     * @param at when something began
     * @return whether it was switched off since
     */
    public boolean wasOffAfter(Instant at) {
        return !at.isAfter(lastOff);
    }

    /**
     * Records that passkeys were disabled, as reported by another node or by this one before its start.
     *
     * @param at when it was off
     */
    public void noteOff(Instant at) {
        synchronized (this) {
            lastOff = at.isAfter(lastOff) ? at : lastOff;
        }
    }

    /** Handles a clock that was set back, which must not delay the next read. */
    private boolean isDue(Instant now) {
        Instant due = next;
        return !now.isBefore(due) || now.isBefore(due.minus(BETWEEN_LOOKS));
    }

    private void look() {
        next = clock.instant().plus(BETWEEN_LOOKS);
        try {
            boolean now = allowed
                    && source.get(Setting.ENABLED.key())
                            .filter(text -> !text.isBlank())
                            .map(SettingType.BOOLEAN::read)
                            .orElse(true);
            if (!now || !on) {
                noteOff(clock.instant()); // before anybody sees it on
            }
            on = now;
        } catch (RuntimeException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0} cannot be read, so the current state is kept: {1}",
                    source.written(Setting.ENABLED.key()),
                    e.toString());
        }
    }
}
