// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.metrics;

import ee.passkeys.value.ApplicationLog;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.util.Map;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.StandardMBean;

/** Registration of an MXBean of an application in JMX, by the context path. */
public final class Jmx implements AutoCloseable {

    private static final System.Logger LOG = ApplicationLog.of(Jmx.class);

    private final String type;
    private final String application;

    private Jmx(String type, String contextPath) {
        this.type = type;
        this.application = contextPath;
    }

    /**
     * Registers the numbers of an application.
     *
     * @param contextPath such as {@code /shop}
     * @param metrics the numbers
     * @param health the health
     * @return the registration
     */
    public static Jmx numbers(String contextPath, Metrics metrics, Health health) {
        return of("Passkeys", contextPath, PasskeysMXBean.class, new Numbers(metrics, health));
    }

    /**
     * Registers an MXBean, in place of any that an earlier deployment left.
     *
     * @param type the {@code type} of its name
     * @param contextPath such as {@code /shop}
     * @param view what it shows
     * @param bean the bean
     * @param <T> what it shows
     * @return the registration
     */
    public static <T> Jmx of(String type, String contextPath, Class<T> view, T bean) {
        Jmx registration = new Jmx(type, contextPath);
        registration.close();
        try {
            ManagementFactory.getPlatformMBeanServer()
                    .registerMBean(new StandardMBean(bean, view, true), registration.name());
        } catch (JMException | RuntimeException e) {
            LOG.log(Level.DEBUG, type + " of passkeys is not in JMX", e);
        }
        return registration;
    }

    /** Removes the registration, if there is one. */
    @Override
    public void close() {
        try {
            if (ManagementFactory.getPlatformMBeanServer().isRegistered(name())) {
                ManagementFactory.getPlatformMBeanServer().unregisterMBean(name());
            }
        } catch (JMException | RuntimeException e) {
            LOG.log(Level.DEBUG, type + " of passkeys stays in JMX", e);
        }
    }

    private ObjectName name() throws JMException {
        return new ObjectName("ee.passkeys:type=" + type + ",application=" + ObjectName.quote(application));
    }

    private record Numbers(Metrics metrics, Health health) implements PasskeysMXBean {

        @Override
        public String getHealth() {
            return health.status().name();
        }

        @Override
        public Map<String, Long> getNumbers() {
            return metrics.numbers();
        }
    }
}
