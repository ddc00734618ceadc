// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.boot;

import ee.passkeys.config.Switch;
import ee.passkeys.credential.jpa.JpaPasskeyTransactions;
import ee.passkeys.mechanism.PasskeySessions;
import ee.passkeys.value.ApplicationLog;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the door as the switch says, whenever a request comes by, and has the server look at the switch in between; nothing is left when the
 * application goes.
 * It is no listener to requests, because Payara does more for each of those than the mechanism does.
 */
final class MechanismSwitch implements ServletContextListener {

    private static final System.Logger LOG = ApplicationLog.of(MechanismSwitch.class);

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    private final Switch passkeys;
    private final MechanismRegistration door;
    private volatile boolean on = true;
    private volatile @Nullable Future<?> looking;

    /**
     * Begins with passkeys.
     *
     * @param passkeys what is looked at
     * @param door what is opened while they are on
     */
    MechanismSwitch(Switch passkeys, MechanismRegistration door) {
        this.passkeys = passkeys;
        this.door = door;
    }

    /** Whatever goes wrong, everybody takes the way that everybody took before. */
    @Override
    public void contextInitialized(ServletContextEvent event) {
        try {
            door.openToKnownCallers();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "Known sessions cannot be handled faster", e);
        }
        keepLooking(new SharedSwitch(
                passkeys,
                () -> CDI.current().select(JpaPasskeyTransactions.class).get(),
                event.getServletContext().getContextPath()));
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        Future<?> ending = looking;
        if (ending != null) {
            ending.cancel(true);
        }
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

    /** Ends a session that began with a passkey before they were last off. */
    boolean isEndedFromBefore(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        return !passkeys.lastOff().equals(Instant.MIN)
                && PasskeySessions.isEndedFromBefore(request, response, passkeys);
    }

    /** Looks before the first request, and every few seconds, so that sessions end also where no request comes by while passkeys are off. */
    @SuppressWarnings("BanJNDI") // the name is that of the specification
    private void keepLooking(SharedSwitch shared) {
        shared.share();
        try {
            ScheduledExecutorService managed =
                    InitialContext.doLookup("java:comp/DefaultManagedScheduledExecutorService");
            looking = managed.scheduleWithFixedDelay(
                    shared::share, BETWEEN_LOOKS.toMillis(), BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (NamingException | RuntimeException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "This server has no managed executor, so passkeys.enabled is checked only during requests: {0}",
                    e.getMessage());
        }
    }

    /** Where the container does not let go of our mechanism, or not take it back, it still does what the switch says: it is the login without passkeys. */
    private synchronized void change() {
        boolean now = passkeys.isOn();
        if (now == on) {
            return;
        }
        on = now;
        LOG.log(
                System.Logger.Level.WARNING,
                now
                        ? "Passkeys are enabled"
                        : "Passkeys are disabled; passkeys.step-up and passkeys.password are not enforced until they are enabled again");
        try {
            if (now) {
                door.takeBack();
            } else {
                door.giveBack();
            }
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "The container's own authentication could not be restored", e);
        }
    }
}
