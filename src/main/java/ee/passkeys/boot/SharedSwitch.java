// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.boot;

import ee.passkeys.config.Switch;
import ee.passkeys.credential.PasskeyTransactions;
import ee.passkeys.value.ApplicationLog;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Shares the last time at which passkeys were disabled between all nodes, so that a node which was down meanwhile rejects the sessions from
 * before, too. What the database does not tell or take is tried again at a later call.
 */
final class SharedSwitch {

    private static final System.Logger LOG = ApplicationLog.of(SharedSwitch.class);

    /** A database that is away is left alone for a while. */
    private static final int CALLS_BETWEEN_FAILURES = 5;

    private final Switch passkeys;
    private final Supplier<? extends PasskeyTransactions> store;
    private final String application;
    private boolean read;
    private boolean on = true;
    private Instant written = Instant.MIN;
    private int pause;

    /**
     * Does nothing yet.
     *
     * @param passkeys what this node sees of the switch
     * @param store where all nodes see it
     * @param application context path, such as {@code /shop}
     */
    SharedSwitch(Switch passkeys, Supplier<? extends PasskeyTransactions> store, String application) {
        this.passkeys = passkeys;
        this.store = store;
        this.application = application;
    }

    /** Looks at the switch, and shares what is new. Called every few seconds, beside requests. */
    synchronized void share() {
        boolean now = passkeys.isOn();
        if (pause > 0) {
            pause--;
            return;
        }
        try {
            if (!read) {
                store.get()
                        .<Optional<Instant>, RuntimeException>transact(stored -> stored.switchedOff(application))
                        .ifPresent(passkeys::noteOff);
                read = true;
            }
            Instant last = passkeys.lastOff();
            if (last.isAfter(written) && (now || on)) {
                keep(last);
                written = last;
            }
            on = now;
        } catch (RuntimeException e) {
            pause = CALLS_BETWEEN_FAILURES;
            LOG.log(System.Logger.Level.DEBUG, "The other nodes are not yet informed that passkeys were disabled", e);
        }
    }

    private void keep(Instant at) {
        store.get().<Boolean, RuntimeException>transact(stored -> {
            stored.keepSwitchedOff(application, at);
            return true;
        });
    }
}
