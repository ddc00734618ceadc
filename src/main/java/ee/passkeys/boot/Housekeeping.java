// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.boot;

import ee.passkeys.admin.Administration;
import ee.passkeys.admin.AdministrationMXBean;
import ee.passkeys.admin.Codes;
import ee.passkeys.admin.JmxAdministration;
import ee.passkeys.admin.RuntimeChanges;
import ee.passkeys.audit.AuditRecorder;
import ee.passkeys.config.Settings;
import ee.passkeys.config.Settings.AdminSettings;
import ee.passkeys.credential.jpa.JpaPasskeyTransactions;
import ee.passkeys.mail.MailDelivery;
import ee.passkeys.metrics.Health;
import ee.passkeys.metrics.Jmx;
import ee.passkeys.metrics.Metrics;
import ee.passkeys.session.Revocations;
import ee.passkeys.value.ApplicationLog;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;

/** Does in the background, every few seconds, what requests need not wait for. */
final class Housekeeping implements ServletContextListener {

    private static final System.Logger LOG = ApplicationLog.of(Housekeeping.class);

    /** Half of the five seconds within which a node hears of what another one did. */
    private static final Duration INTERVAL = Duration.ofMillis(2500);

    private final RevocationRefresh revocations;
    private final RuntimeRefresh runtime;
    private final boolean mails;
    private volatile List<Future<?>> scheduled = List.of();
    private volatile @Nullable Jmx jmx;
    private volatile @Nullable Jmx jmxAdministration;

    /**
     * Does nothing yet.
     *
     * @param revocations what this node knows of revocations
     * @param runtime what this node knows of changed settings
     * @param mails whether there is mail to send
     */
    Housekeeping(Revocations revocations, RuntimeRefresh runtime, boolean mails) {
        this.runtime = runtime;
        this.revocations = new RevocationRefresh(revocations, Clock.systemUTC());
        this.mails = mails;
    }

    @Override
    @SuppressWarnings("BanJNDI") // the name is that of the specification
    public void contextInitialized(ServletContextEvent event) {
        String application = event.getServletContext().getContextPath();
        // Also before the first request: a node that starts must not take what was revoked or disabled while it was
        // down.
        tend(application);
        try {
            ScheduledExecutorService managed =
                    InitialContext.doLookup("java:comp/DefaultManagedScheduledExecutorService");
            run(store -> registerAdministration(application, managed));
            List<Future<?>> tasks = new ArrayList<>();
            tasks.add(every(managed, () -> tend(application)));
            if (mails) {
                // By itself: a mail server may take long.
                tasks.add(
                        every(managed, () -> run(store -> of(MailDelivery.class).deliver(store))));
            }
            scheduled = List.copyOf(tasks);
        } catch (NamingException | RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    "This server has no managed executor, so revoked passkeys do not end sessions, the ends of audit chains are not"
                            + " sealed, and mail is not sent: {0}",
                    e.getMessage());
        }
    }

    private static Future<?> every(ScheduledExecutorService managed, Runnable task) {
        return managed.scheduleWithFixedDelay(task, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        scheduled.forEach(task -> task.cancel(false));
        run(store -> of(AuditRecorder.class).end(store));
        Stream.of(jmx, jmxAdministration).filter(Objects::nonNull).forEach(Jmx::close);
    }

    private void tend(String application) {
        if (jmx == null) {
            run(store -> register(application));
        }
        AtomicBoolean works = new AtomicBoolean();
        run(store -> {
            revocations.refresh(store);
            works.set(true);
        });
        run(runtime::refresh);
        run(store -> of(AuditRecorder.class).tend(store));
        run(store -> note(works.get()));
    }

    private static void note(boolean works) {
        Health health = of(Health.class);
        if (works) {
            health.works(of(AuditRecorder.class).lost());
        } else {
            health.fails();
        }
    }

    private void register(String application) {
        Metrics metrics = of(Metrics.class);
        Health health = of(Health.class);
        addGauges(metrics, of(AuditRecorder.class), of(JpaPasskeyTransactions.class), health);
        jmx = Jmx.numbers(application, metrics, health);
    }

    private void registerAdministration(String application, ExecutorService managed) {
        AdminSettings settings = of(Settings.class).administration();
        if (settings.jmx()) {
            jmxAdministration = Jmx.of(
                    "Administration",
                    application,
                    AdministrationMXBean.class,
                    new JmxAdministration(
                            of(Administration.class), of(Codes.class), of(RuntimeChanges.class), settings, managed));
        }
    }

    /** Has the parts tell their numbers. */
    static void addGauges(Metrics metrics, AuditRecorder audit, JpaPasskeyTransactions store, Health health) {
        metrics.gauge("passkeys_audit_rows_lost_total", audit::lost);
        metrics.gauge("passkeys_audit_rows_purged_total", audit::purged);
        metrics.gauge("passkeys_database_calls_total", store::calls);
        metrics.gauge("passkeys_database_failures_total", store::failures);
        metrics.gauge("passkeys_database_milliseconds_total", store::milliseconds);
        metrics.gauge("passkeys_database_unavailable", () -> store.isUnavailable() ? 1 : 0);
        metrics.gauge("passkeys_up", () -> health.status() == Health.Status.DOWN ? 0 : 1);
    }

    private static <T> T of(Class<T> type) {
        return CDI.current().select(type).get();
    }

    /** A task that throws would not be run again. */
    private static void run(Consumer<JpaPasskeyTransactions> task) {
        try {
            task.accept(of(JpaPasskeyTransactions.class));
        } catch (RuntimeException | LinkageError e) {
            LOG.log(Level.DEBUG, "Background work is tried again", e);
        }
    }
}
