// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.boot;

import ee.passkeys.config.Settings.Readiness;
import ee.passkeys.metrics.Health;
import ee.passkeys.value.ApplicationLog;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import java.util.function.Supplier;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/**
 * Readiness check of MicroProfile Health. {@link ReadinessExtension} adds a bean of it; no other class names it, because it cannot be loaded
 * without the API.
 *
 * @see <a href="https://download.eclipse.org/microprofile/microprofile-health-4.0.1/microprofile-health-spec-4.0.1.html">MicroProfile Health</a>
 */
class ReadinessCheck implements HealthCheck {

    private static final System.Logger LOG = ApplicationLog.of(ReadinessCheck.class);

    private static final String NAME = "passkeys";

    private final Supplier<Health> health;
    private final Supplier<WebApplication> application;

    private ReadinessCheck(Supplier<Health> health, Supplier<WebApplication> application) {
        this.health = health;
        this.application = application;
    }

    /** Adds the bean. Its parts are asked for when the check is, and not before the application starts. */
    static void add(AfterBeanDiscovery event, Supplier<Health> health, Supplier<WebApplication> application) {
        event.<HealthCheck>addBean()
                .beanClass(ReadinessCheck.class)
                .types(HealthCheck.class)
                .qualifiers(org.eclipse.microprofile.health.Readiness.Literal.INSTANCE)
                .createWith(context -> new ReadinessCheck(health, application));
    }

    /** What cannot be told does not take the application out. */
    @Override
    public HealthCheckResponse call() {
        try {
            Configuration configuration = application.get().configuration();
            HealthCheckResponseBuilder response =
                    HealthCheckResponse.named(NAME + application.get().contextPath());
            if (!configuration.passkeys().isOn()) {
                return response.up().withData(NAME, "DISABLED").build();
            }
            Health.Status status = health.get().status();
            boolean fails = configuration.settings().metrics().readiness() == Readiness.FAIL;
            return response.status(!fails || status != Health.Status.DOWN)
                    .withData(NAME, status.name())
                    .build();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "The application has not started", e);
            return HealthCheckResponse.named(NAME)
                    .up()
                    .withData(NAME, "STARTING")
                    .build();
        }
    }
}
