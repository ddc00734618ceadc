// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.boot;

import ee.passkeys.config.MicroProfileSource;
import ee.passkeys.config.SettingSource;
import ee.passkeys.config.SettingsReader;
import ee.passkeys.metrics.Health;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessBean;
import org.jspecify.annotations.Nullable;

/**
 * Adds the readiness check where the settings want it and the server has MicroProfile Health. Otherwise the application's answers about its
 * health stay what they are, and no class of that API is loaded.
 */
public final class ReadinessExtension implements Extension {

    private static final String API = "org.eclipse.microprofile.health.HealthCheck";

    private @Nullable Bean<Health> health;
    private @Nullable Bean<WebApplication> application;

    /** Made by the container. */
    public ReadinessExtension() {}

    void noteHealth(@Observes ProcessBean<Health> event) {
        health = event.getBean();
    }

    void noteApplication(@Observes ProcessBean<WebApplication> event) {
        application = event.getBean();
    }

    /** On Payara, a bean of an extension is given no bean of the application, nor does it find one: it is handed over. */
    void addCheck(@Observes AfterBeanDiscovery event, BeanManager beans) {
        Bean<Health> ofHealth = health;
        Bean<WebApplication> ofApplication = application;
        if (ofHealth != null && ofApplication != null && isWanted(MicroProfileSource.ofServer())) {
            ReadinessCheck.add(
                    event,
                    () -> reference(beans, ofHealth, Health.class),
                    () -> reference(beans, ofApplication, WebApplication.class));
        }
    }

    /** False where the check is not wanted, or cannot be there. */
    static boolean isWanted(SettingSource server) {
        return SettingsReader.wantsReadiness(server) && server.sees(API);
    }

    private static <T> T reference(BeanManager beans, Bean<T> bean, Class<T> type) {
        return type.cast(beans.getReference(bean, type, beans.createCreationalContext(bean)));
    }
}
