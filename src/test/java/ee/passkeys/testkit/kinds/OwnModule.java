// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.testkit.kinds;

import jakarta.security.auth.message.AuthException;
import jakarta.security.auth.message.AuthStatus;
import jakarta.security.auth.message.MessageInfo;
import jakarta.security.auth.message.MessagePolicy;
import jakarta.security.auth.message.callback.CallerPrincipalCallback;
import jakarta.security.auth.message.callback.GroupPrincipalCallback;
import jakarta.security.auth.message.module.ServerAuthModule;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.UnsupportedCallbackException;

/** A module of Jakarta Authentication that an application registers itself: takes whoever says a name, and counts the responses that it sees. */
public class OwnModule implements ServerAuthModule {

    static final AtomicInteger SECURED = new AtomicInteger();

    private CallbackHandler container;

    @Override
    @SuppressWarnings("rawtypes") // so are they in Jakarta Authentication
    public void initialize(MessagePolicy request, MessagePolicy response, CallbackHandler handler, Map options) {
        container = handler;
    }

    @Override
    public Class<?>[] getSupportedMessageTypes() {
        return new Class<?>[] {HttpServletRequest.class, HttpServletResponse.class};
    }

    @Override
    public AuthStatus validateRequest(MessageInfo message, Subject client, Subject service) throws AuthException {
        try {
            String name = ((HttpServletRequest) message.getRequestMessage()).getParameter("name");
            if (name != null) {
                container.handle(new Callback[] {
                    new CallerPrincipalCallback(client, name), new GroupPrincipalCallback(client, new String[] {"user"})
                });
                return AuthStatus.SUCCESS;
            }
            if (Boolean.parseBoolean(
                    String.valueOf(message.getMap().get("jakarta.security.auth.message.MessagePolicy.isMandatory")))) {
                ((HttpServletResponse) message.getResponseMessage()).sendError(HttpServletResponse.SC_UNAUTHORIZED);
                return AuthStatus.SEND_FAILURE;
            }
            container.handle(new Callback[] {new CallerPrincipalCallback(client, (Principal) null)});
            return AuthStatus.SUCCESS;
        } catch (IOException | UnsupportedCallbackException e) {
            throw new AuthException(e);
        }
    }

    @Override
    public AuthStatus secureResponse(MessageInfo message, Subject service) {
        SECURED.incrementAndGet();
        return AuthStatus.SEND_SUCCESS;
    }

    @Override
    public void cleanSubject(MessageInfo message, Subject subject) {
        subject.getPrincipals().clear();
    }
}
