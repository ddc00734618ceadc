// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.boot;

import ee.passkeys.mechanism.HostMechanism;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.security.auth.message.config.AuthConfigFactory;
import jakarta.security.auth.message.config.AuthConfigProvider;
import jakarta.servlet.ServletContext;
import org.jspecify.annotations.Nullable;

/**
 * The login that an application has without us. A mechanism of the host's own goes on behind ours; where there is none, ours is taken from
 * the container, which then does what {@code web.xml} says, and can be put back.
 */
final class NativeLogin {

    private static final String LAYER = "HttpServlet";

    private final ServletContext context;
    private @Nullable AuthConfigProvider ours;
    private @Nullable String putBack;

    /**
     * Gives nothing back yet.
     *
     * @param context the application
     */
    NativeLogin(ServletContext context) {
        this.context = context;
    }

    /** Takes our mechanism from the container, unless the host has one of its own. */
    void giveBack() {
        if (CDI.current().select(HostMechanism.class).get().isThere()) {
            return;
        }
        AuthConfigFactory factory = AuthConfigFactory.getFactory();
        ours = factory.getConfigProvider(LAYER, name(), null);
        factory.removeServerAuthModule(context);
        end();
    }

    /** Puts our mechanism back where it was. */
    void takeBack() {
        if (ours != null) {
            putBack = AuthConfigFactory.getFactory()
                    .registerConfigProvider(ours, LAYER, name(), "Passkeys in " + context.getContextPath());
            ours = null;
        }
    }

    /** Lets go of what was put back: the container only knows of what it put there itself. */
    void end() {
        if (putBack != null) {
            AuthConfigFactory.getFactory().removeRegistration(putBack);
            putBack = null;
        }
    }

    /** By Jakarta Authentication, chapter 3.2.1. */
    private String name() {
        return context.getVirtualServerName() + " " + context.getContextPath();
    }
}
