// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.boot;

import ee.passkeys.mechanism.HostMechanism;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.security.auth.message.config.AuthConfigFactory;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;

/**
 * Gives the application the login back that it has without us, when passkeys are switched off or cannot be had. A mechanism of the host's
 * own goes on behind ours; where there is none, ours is taken from the container, which then does what {@code web.xml} says.
 */
public final class StepAside implements ServletContextListener {

    /** Made by the container. */
    public StepAside() {}

    @Override
    public void contextInitialized(ServletContextEvent event) {
        if (!CDI.current().select(HostMechanism.class).get().isThere()) {
            AuthConfigFactory.getFactory().removeServerAuthModule(event.getServletContext());
        }
    }
}
