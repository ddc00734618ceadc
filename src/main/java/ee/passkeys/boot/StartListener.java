// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.boot;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;

/** Listener that passes the application to the beans at startup. */
public final class StartListener implements ServletContextListener {

    /** Made by the container. */
    public StartListener() {}

    @Override
    public void contextInitialized(ServletContextEvent event) {
        CDI.current().select(WebApplication.class).get().begin(event.getServletContext());
    }
}
