// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.boot;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;

/** Restores the application's own authentication if passkeys are disabled from the start. */
public final class StepAside implements ServletContextListener {

    /** Made by the container. */
    public StepAside() {}

    @Override
    public void contextInitialized(ServletContextEvent event) {
        new Door(event.getServletContext()).giveBack();
    }
}
