// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.mechanism;

import com.google.common.base.Suppliers;
import jakarta.security.auth.message.AuthException;
import jakarta.security.auth.message.MessageInfo;
import jakarta.security.auth.message.config.AuthConfigProvider;
import jakarta.security.auth.message.config.ClientAuthConfig;
import jakarta.security.auth.message.config.ServerAuthConfig;
import jakarta.security.auth.message.config.ServerAuthContext;
import java.util.Map;
import java.util.function.Supplier;
import javax.security.auth.Subject;
import javax.security.auth.callback.CallbackHandler;
import org.jspecify.annotations.Nullable;

/**
 * Stands before the container's way to our mechanism, and lets in at once who has signed in before. The container looks the mechanism up twice
 * at every request, by JNDI and CDI, which costs more than all that the mechanism does; whoever is not known takes that way as ever.
 *
 * <p>Safe for use by many threads.
 *
 * @see <a href="https://jakarta.ee/specifications/authentication/3.0/jakarta-authentication-spec-3.0">Jakarta Authentication</a>
 */
public final class SessionAuthConfigProvider implements AuthConfigProvider {

    /** It cannot be made before the application has started. */
    private final Supplier<PasskeyAuthenticationMechanism> mechanism;

    private final AuthConfigProvider container;
    private final SessionServerAuthContext.Way way = new SessionServerAuthContext.Way();

    /**
     * Stands before the container's provider.
     *
     * @param mechanism what decides who is known
     * @param container what is asked about everybody else
     */
    public SessionAuthConfigProvider(PasskeyAuthenticationMechanism mechanism, AuthConfigProvider container) {
        this.mechanism = Suppliers.memoize(mechanism::itself);
        this.container = container;
    }

    @Override
    @SuppressWarnings("NullAway") // Jakarta Authentication allows both for none
    public ServerAuthConfig getServerAuthConfig(String layer, String application, @Nullable CallbackHandler told)
            throws AuthException {
        ServerAuthConfig behind = container.getServerAuthConfig(layer, application, told);
        return behind == null || told == null ? behind : new OfApplication(behind, told);
    }

    @Override
    public ClientAuthConfig getClientAuthConfig(String layer, String application, CallbackHandler told)
            throws AuthException {
        return container.getClientAuthConfig(layer, application, told);
    }

    @Override
    public void refresh() {
        container.refresh();
    }

    /** Of one application, on some servers of one request. */
    private final class OfApplication implements ServerAuthConfig {

        private final ServerAuthConfig behind;
        private final CallbackHandler told;

        OfApplication(ServerAuthConfig behind, CallbackHandler told) {
            this.behind = behind;
            this.told = told;
        }

        /** The same for all: what stands behind gives its own when it is needed. */
        @Override
        public String getAuthContextID(MessageInfo message) {
            return SessionAuthConfigProvider.class.getName();
        }

        @Override
        @SuppressWarnings({"rawtypes", "unchecked"}) // so are they in Jakarta Authentication
        public ServerAuthContext getAuthContext(String id, @Nullable Subject service, Map properties) {
            return new SessionServerAuthContext(
                    mechanism.get(),
                    told,
                    message -> behind.getAuthContext(behind.getAuthContextID(message), service, properties),
                    way);
        }

        @Override
        public String getMessageLayer() {
            return behind.getMessageLayer();
        }

        @Override
        public String getAppContext() {
            return behind.getAppContext();
        }

        @Override
        public void refresh() {
            behind.refresh();
        }

        @Override
        public boolean isProtected() {
            return behind.isProtected();
        }
    }
}
