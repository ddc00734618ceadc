// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.doctor;

import ee.passkeys.doctor.SecurityDomainCheck.Sight;
import ee.passkeys.value.ApplicationLog;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** Management model of WildFly, as visible to applications in MBeans. */
final class WildFlyModel {

    private static final System.Logger LOG = ApplicationLog.of(WildFlyModel.class);
    private static final String SERVER = "jboss.as:management-root=server";
    private static final String STARTING = "starting";
    private static final String UNDERTOW = "jboss.as:subsystem=undertow";
    private static final String DEFAULT_DOMAIN = "other";

    /** What needs no quotes in the name of an MBean. */
    private static final String PLAIN = "[A-Za-z0-9._-]+";

    private final MBeanServer beans;

    WildFlyModel(MBeanServer beans) {
        this.beans = beans;
    }

    static WildFlyModel ofServer() {
        return new WildFlyModel(ManagementFactory.getPlatformMBeanServer());
    }

    /** The security domain of an application, by the name that its {@code jboss-web.xml} has. */
    SecurityDomainCheck securityDomain(Optional<String> named) {
        String domain = named.or(this::byDefault).orElse(DEFAULT_DOMAIN);
        return new SecurityDomainCheck(domain, sight(domain));
    }

    private Optional<String> byDefault() {
        return hasStarted() ? attribute(UNDERTOW, "defaultSecurityDomain").map(String::valueOf) : Optional.empty();
    }

    private Sight sight(String domain) {
        String bean = UNDERTOW + ",application-security-domain=" + domain;
        if (!domain.matches(PLAIN) || !hasStarted() || !isThere(UNDERTOW)) {
            return Sight.HIDDEN;
        }
        if (!isThere(bean)) {
            return Sight.ABSENT;
        }
        Optional<Object> jaspi = attribute(bean, "enableJaspi");
        Optional<Object> integrated = attribute(bean, "integratedJaspi");
        if (jaspi.isEmpty() || integrated.isEmpty()) {
            return Sight.HIDDEN;
        }
        if (jaspi.get().equals(false)) {
            return Sight.NO_MECHANISMS;
        }
        return integrated.get().equals(true) ? Sight.INTEGRATED : Sight.OPEN;
    }

    /** While the server starts its model is not there to be read, and WildFly logs each try as an ERROR. */
    private boolean hasStarted() {
        return attribute(SERVER, "serverState")
                .filter(state -> !STARTING.equals(state))
                .isPresent();
    }

    private boolean isThere(String bean) {
        try {
            return beans.isRegistered(new ObjectName(bean));
        } catch (JMException | RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "WildFly does not show " + bean, e);
            return false;
        }
    }

    private Optional<Object> attribute(String bean, String attribute) {
        try {
            return Optional.ofNullable(beans.getAttribute(new ObjectName(bean), attribute));
        } catch (JMException | RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "WildFly does not show " + attribute + " of " + bean, e);
            return Optional.empty();
        }
    }
}
