// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.metrics;

import ee.passkeys.value.ApplicationLog;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.util.Map;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.StandardMBean;

/** Registration of an application in JMX, by its context path. */
public final class Jmx implements AutoCloseable {

    private static final System.Logger LOG = ApplicationLog.of(Jmx.class);

    private final String application;

    /**
     * Takes an application.
     *
     * @param contextPath such as {@code /shop}
     */
    public Jmx(String contextPath) {
        this.application = contextPath;
    }

    /**
     * Registers numbers, in place of any that an earlier deployment left.
     *
     * @param metrics the numbers
     * @param health the health
     */
    public void register(Metrics metrics, Health health) {
        close();
        try {
            ManagementFactory.getPlatformMBeanServer()
                    .registerMBean(new StandardMBean(new Numbers(metrics, health), PasskeysMXBean.class, true), name());
        } catch (JMException | RuntimeException e) {
            LOG.log(Level.DEBUG, "The numbers of passkeys are not in JMX", e);
        }
    }

    /** Removes the registration, if there is one. */
    @Override
    public void close() {
        try {
            if (ManagementFactory.getPlatformMBeanServer().isRegistered(name())) {
                ManagementFactory.getPlatformMBeanServer().unregisterMBean(name());
            }
        } catch (JMException | RuntimeException e) {
            LOG.log(Level.DEBUG, "The numbers of passkeys stay in JMX", e);
        }
    }

    private ObjectName name() throws JMException {
        return new ObjectName("ee.passkeys:type=Passkeys,application=" + ObjectName.quote(application));
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
