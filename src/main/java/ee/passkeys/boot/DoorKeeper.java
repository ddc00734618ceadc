// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.boot;

import ee.passkeys.config.Switch;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;

/**
 * Keeps the door as the switch says, whenever a request comes by: no thread of ours waits for it, and nothing is left when the application goes.
 * It is no listener to requests, because Payara does more for each of those than the mechanism does.
 */
final class DoorKeeper implements ServletContextListener {

    private static final System.Logger LOG = System.getLogger(DoorKeeper.class.getName());

    private final Switch passkeys;
    private final Door door;
    private volatile boolean on = true;

    /**
     * Begins with passkeys.
     *
     * @param passkeys what is looked at
     * @param door what is opened while they are on
     */
    DoorKeeper(Switch passkeys, Door door) {
        this.passkeys = passkeys;
        this.door = door;
    }

    /** Whatever goes wrong, everybody takes the way that everybody took before. */
    @Override
    public void contextInitialized(ServletContextEvent event) {
        try {
            door.openToKnownCallers();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "Requests of known callers cost more", e);
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        door.end();
    }

    /**
     * Looks at the switch.
     *
     * @return whether passkeys are on
     */
    boolean isOn() {
        boolean now = passkeys.isOn();
        if (now != on) {
            change();
        }
        return now;
    }

    /** Where the container does not let go of our mechanism, or not take it back, it still does what the switch says: it is the login without passkeys. */
    private synchronized void change() {
        boolean now = passkeys.isOn();
        if (now == on) {
            return;
        }
        on = now;
        LOG.log(System.Logger.Level.WARNING, "Passkeys are switched {0}", now ? "on" : "off");
        try {
            if (now) {
                door.takeBack();
            } else {
                door.giveBack();
            }
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "The container's own login could not be switched", e);
        }
    }
}
