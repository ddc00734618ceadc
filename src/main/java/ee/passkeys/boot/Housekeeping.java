// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.boot;

import ee.passkeys.audit.AuditRecorder;
import ee.passkeys.credential.PasskeyTransactions;
import ee.passkeys.credential.jpa.JpaPasskeyTransactions;
import ee.passkeys.value.ApplicationLog;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;

/** Does in the background, every few seconds, what requests need not wait for. */
final class Housekeeping implements ServletContextListener {

    private static final System.Logger LOG = ApplicationLog.of(Housekeeping.class);

    /** Half of the five seconds within which a node hears of what another one did. */
    private static final Duration INTERVAL = Duration.ofMillis(2500);

    private volatile @Nullable Future<?> scheduled;

    @Override
    @SuppressWarnings("BanJNDI") // the name is that of the specification
    public void contextInitialized(ServletContextEvent event) {
        try {
            ScheduledExecutorService managed =
                    InitialContext.doLookup("java:comp/DefaultManagedScheduledExecutorService");
            scheduled = managed.scheduleWithFixedDelay(
                    this::tend, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (NamingException | RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    "This server has no managed executor, so the ends of audit chains are not sealed and audit rows are not"
                            + " purged: {0}",
                    e.getMessage());
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        Future<?> ending = scheduled;
        if (ending != null) {
            ending.cancel(false);
        }
        run("The ends of audit chains could not be sealed", store -> audit().end(store));
    }

    private void tend() {
        run("Background work is tried again", store -> audit().tend(store));
    }

    /** A task that throws would not be run again. */
    private static void run(String failure, Consumer<PasskeyTransactions> task) {
        try {
            task.accept(CDI.current().select(JpaPasskeyTransactions.class).get());
        } catch (RuntimeException | LinkageError e) {
            LOG.log(Level.DEBUG, failure, e);
        }
    }

    private static AuditRecorder audit() {
        return CDI.current().select(AuditRecorder.class).get();
    }
}
