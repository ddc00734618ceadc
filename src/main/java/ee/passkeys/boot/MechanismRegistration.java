// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.boot;

import ee.passkeys.mechanism.ApplicationMechanism;
import ee.passkeys.mechanism.PasskeyAuthenticationMechanism;
import ee.passkeys.mechanism.SessionAuthConfigProvider;
import ee.passkeys.value.ApplicationLog;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.security.auth.message.config.AuthConfigFactory;
import jakarta.security.auth.message.config.AuthConfigFactory.RegistrationContext;
import jakarta.security.auth.message.config.AuthConfigProvider;
import jakarta.servlet.ServletContext;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the container has registered to ask about the callers of an application. It is opened to those who are known already; it is taken away
 * to give back the login that the application has without us, which is what {@code web.xml} says; and it can be put back. A mechanism of
 * the host's own goes on behind ours.
 */
final class MechanismRegistration {

    private static final System.Logger LOG = ApplicationLog.of(MechanismRegistration.class);
    private static final String LAYER = "HttpServlet";

    private final ServletContext context;

    /** By Jakarta Authentication, chapter 3.2.1. */
    private final String name;

    private @Nullable AuthConfigProvider atStart;
    private @Nullable AuthConfigProvider taken;
    private @Nullable String registered;

    /**
     * Changes nothing yet.
     *
     * @param context the application
     */
    MechanismRegistration(ServletContext context) {
        this.context = context;
        this.name = context.getVirtualServerName() + " " + context.getContextPath();
    }

    /** Lets in who is known without the container's way to our mechanism. Where that way is not the one we know, everybody takes it as ever. */
    void openToKnownCallers() {
        AuthConfigFactory factory = AuthConfigFactory.getFactory();
        AuthConfigProvider container = factory.getConfigProvider(LAYER, name, null);
        if (container == null || !isOfThisApplication(container, factory) || !leadsToUs()) {
            LOG.log(
                    System.Logger.Level.DEBUG,
                    "Known sessions cannot be handled faster on this server: {0}",
                    container);
            return;
        }
        register(new SessionAuthConfigProvider(
                CDI.current().select(PasskeyAuthenticationMechanism.class).get(), container));
    }

    /** Takes our mechanism from the container, unless the host has one of its own. */
    void giveBack() {
        if (host().isThere()) {
            return;
        }
        AuthConfigFactory factory = AuthConfigFactory.getFactory();
        taken = factory.getConfigProvider(LAYER, name, null);
        factory.removeServerAuthModule(context);
        end();
    }

    /** Puts our mechanism back where it was. */
    void takeBack() {
        if (taken != null) {
            register(taken);
            taken = null;
        }
    }

    /** Lets go of what was put there: the container only knows of what it put there itself. */
    void end() {
        if (registered != null) {
            AuthConfigFactory.getFactory().removeRegistration(registered);
            registered = null;
        }
    }

    /** Notes what the container has registered when the application starts. */
    void noteStart() {
        atStart = AuthConfigFactory.getFactory().getConfigProvider(LAYER, name, null);
    }

    /**
     * Removes what is left where the start of the application failed: containers remove what they registered at a proper end only, and the next
     * application at the same path would be asked for a mechanism that it does not have.
     */
    void removeRest() {
        AuthConfigFactory factory = AuthConfigFactory.getFactory();
        AuthConfigProvider left = factory.getConfigProvider(LAYER, name, null);
        if (left == null || (left != atStart && !(left instanceof SessionAuthConfigProvider))) {
            return;
        }
        for (String id : factory.getRegistrationIDs(left)) {
            if (isOfThisApplication(factory.getRegistrationContext(id))) {
                factory.removeRegistration(id);
            }
        }
    }

    private void register(AuthConfigProvider provider) {
        registered = AuthConfigFactory.getFactory()
                .registerConfigProvider(provider, LAYER, name, "Passkeys in " + context.getContextPath());
    }

    /** One that serves other applications, too, says nothing of a mechanism in this one. */
    private boolean isOfThisApplication(AuthConfigProvider container, AuthConfigFactory factory) {
        return Stream.of(factory.getRegistrationIDs(container))
                .map(factory::getRegistrationContext)
                .anyMatch(this::isOfThisApplication);
    }

    private boolean isOfThisApplication(@Nullable RegistrationContext registration) {
        return registration != null
                && LAYER.equals(registration.getMessageLayer())
                && name.equals(registration.getAppContext());
    }

    /** Whether what the container has registered asks our mechanism and no other, in the way that {@code SessionAuthConfigProvider} shortens. */
    private boolean leadsToUs() {
        ApplicationMechanism host = host();
        return host.isAskedBySoteria()
                && host.inOurPlace().isEmpty()
                && PasskeyAuthenticationMechanism.namedToPayara(context).isEmpty();
    }

    private static ApplicationMechanism host() {
        return CDI.current().select(ApplicationMechanism.class).get();
    }
}
