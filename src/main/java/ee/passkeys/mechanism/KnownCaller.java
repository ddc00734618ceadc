// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.mechanism;

import jakarta.security.auth.message.AuthException;
import jakarta.security.auth.message.AuthStatus;
import jakarta.security.auth.message.MessageInfo;
import jakarta.security.auth.message.config.ServerAuthContext;
import javax.security.auth.Subject;
import javax.security.auth.callback.CallbackHandler;
import org.jspecify.annotations.Nullable;

/**
 * Lets the caller of a request in at once where the mechanism knows who it is, and leaves everything else to what the container has registered:
 * other callers, whatever code of the application asks for, and signing out.
 */
final class KnownCaller implements ServerAuthContext {

    private final PasskeyAuthenticationMechanism mechanism;
    private final CallbackHandler told;
    private final Behind behind;
    private @Nullable ServerAuthContext container;

    /**
     * Serves one request.
     *
     * @param mechanism what decides who is known
     * @param told how the container is told of the caller
     * @param behind what is asked otherwise, made when it is needed
     */
    KnownCaller(PasskeyAuthenticationMechanism mechanism, CallbackHandler told, Behind behind) {
        this.mechanism = mechanism;
        this.told = told;
        this.behind = behind;
    }

    @Override
    public AuthStatus validateRequest(MessageInfo message, Subject caller, @Nullable Subject service)
            throws AuthException {
        return mechanism.admitsKnown(new DirectEntrance(message, caller, told))
                ? AuthStatus.SUCCESS
                : container(message).validateRequest(message, caller, service);
    }

    @Override
    public AuthStatus secureResponse(MessageInfo message, @Nullable Subject service) throws AuthException {
        return mechanism.leavesResponses()
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

    /** Makes what the container would have taken for a request. */
    @FunctionalInterface
    interface Behind {

        @Nullable ServerAuthContext of(MessageInfo message) throws AuthException;
    }
}
