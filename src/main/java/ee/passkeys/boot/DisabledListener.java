// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.boot;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;

/** Restores the application's own authentication if passkeys are disabled from the start. */
public final class DisabledListener implements ServletContextListener {

    /** Made by the container. */
    public DisabledListener() {}

    @Override
    public void contextInitialized(ServletContextEvent event) {
        new MechanismRegistration(event.getServletContext()).giveBack();
    }
}
