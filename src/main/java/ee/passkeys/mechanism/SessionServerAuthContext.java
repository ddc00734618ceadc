// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.mechanism;

import jakarta.security.auth.message.AuthException;
import jakarta.security.auth.message.AuthStatus;
import jakarta.security.auth.message.MessageInfo;
import jakarta.security.auth.message.config.ServerAuthContext;
import jakarta.servlet.http.HttpServletRequest;
import javax.security.auth.Subject;
import javax.security.auth.callback.CallbackHandler;
import org.jspecify.annotations.Nullable;

/**
 * Lets the caller of a request in at once where the mechanism knows who it is, and leaves everything else to what the container has registered:
 * other callers, whatever code of the application asks for, and signing out.
 */
final class SessionServerAuthContext implements ServerAuthContext {

    private final PasskeyAuthenticationMechanism mechanism;
    private final CallbackHandler told;
    private final Behind behind;
    private final Way way;
    private @Nullable ServerAuthContext container;

    /**
     * Serves one request.
     *
     * @param mechanism what decides who is known
     * @param told how the container is told of the caller
     * @param behind what is asked otherwise, made when it is needed
     * @param way whether what is asked otherwise leads to the mechanism
     */
    SessionServerAuthContext(PasskeyAuthenticationMechanism mechanism, CallbackHandler told, Behind behind, Way way) {
        this.mechanism = mechanism;
        this.told = told;
        this.behind = behind;
        this.way = way;
    }

    @Override
    public AuthStatus validateRequest(MessageInfo message, Subject caller, @Nullable Subject service)
            throws AuthException {
        if (way.leadsToUs() && mechanism.admitsKnown(new MessageInfoExchange(message, caller, told))) {
            return AuthStatus.SUCCESS;
        }
        AuthStatus status = container(message).validateRequest(message, caller, service);
        way.took(message);
        return status;
    }

    @Override
    public AuthStatus secureResponse(MessageInfo message, @Nullable Subject service) throws AuthException {
        return way.leadsToUs() && mechanism.leavesResponses()
                ? AuthStatus.SEND_SUCCESS
                : container(message).secureResponse(message, service);
    }

    @Override
    public void cleanSubject(MessageInfo message, Subject caller) throws AuthException {
        container(message).cleanSubject(message, caller);
    }

    private ServerAuthContext container(MessageInfo message) throws AuthException {
        ServerAuthContext made = container;
        if (made == null) {
            made = behind.of(message);
            if (made == null) {
                throw new AuthException("the container has nothing registered");
            }
            container = made;
        }
        return made;
    }

    /**
     * Whether what the container has registered leads to our mechanism, as some request has shown. An application may have registered a
     * {@code ServerAuthModule} of its own, which is asked about every request, and sees every response.
     */
    static final class Way {

        private volatile boolean leadsToUs;

        boolean leadsToUs() {
            return leadsToUs;
        }

        void took(MessageInfo message) {
            if (!leadsToUs && message.getRequestMessage() instanceof HttpServletRequest request) {
                leadsToUs = ContainerCalls.wasMade(request);
            }
        }
    }

    /** Makes what the container would have taken for a request. */
    @FunctionalInterface
    interface Behind {

        @Nullable ServerAuthContext of(MessageInfo message) throws AuthException;
    }
}
