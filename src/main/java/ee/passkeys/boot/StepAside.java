// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.boot;

import jakarta.security.auth.message.config.AuthConfigFactory;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;

/** Gives the application the login back that it has without us, when passkeys are switched off. */
public final class StepAside implements ServletContextListener {

    /** Made by the container. */
    public StepAside() {}

    @Override
    public void contextInitialized(ServletContextEvent event) {
        AuthConfigFactory.getFactory().removeServerAuthModule(event.getServletContext());
    }
}
