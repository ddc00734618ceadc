// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.boot;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;

/** Gives the application the login back that it has without us, when there are no passkeys from the start. */
public final class StepAside implements ServletContextListener {

    /** Made by the container. */
    public StepAside() {}

    @Override
    public void contextInitialized(ServletContextEvent event) {
        new Door(event.getServletContext()).giveBack();
    }
}
