// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.mechanism;

import ee.passkeys.value.Groups;
import jakarta.security.auth.message.MessageInfo;
import jakarta.security.auth.message.callback.CallerPrincipalCallback;
import jakarta.security.auth.message.callback.GroupPrincipalCallback;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.Set;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.UnsupportedCallbackException;

/**
 * Exchange through Jakarta Authentication, without the mechanism of Jakarta Security. The container is told just what it is told there.
 *
 * @param message request, response and options
 * @param caller where the container puts the caller
 * @param container what is told
 */
record MessageInfoExchange(MessageInfo message, Subject caller, CallbackHandler container)
        implements AuthenticationExchange {

    @Override
    public HttpServletRequest request() {
        return (HttpServletRequest) message.getRequestMessage();
    }

    @Override
    public HttpServletResponse response() {
        return (HttpServletResponse) message.getResponseMessage();
    }

    @Override
    public void replace(HttpServletRequest request) {
        message.setRequestMessage(request);
    }

    @Override
    public AuthenticationStatus notifyContainer(String name, Groups groups) {
        return notifyContainer(new CallerPrincipalCallback(caller, name), groups);
    }

    @Override
    public AuthenticationStatus notifyContainer(Principal principal, Groups groups) {
        return notifyContainer(new CallerPrincipalCallback(caller, principal), groups);
    }

    private AuthenticationStatus notifyContainer(CallerPrincipalCallback who, Groups groups) {
        Set<String> told = groups.told().orElse(Set.of());
        Callback[] callbacks = told.isEmpty()
                ? new Callback[] {who}
                : new Callback[] {who, new GroupPrincipalCallback(caller, told.toArray(String[]::new))};
        try {
            container.handle(callbacks);
            return AuthenticationStatus.SUCCESS;
        } catch (IOException | UnsupportedCallbackException e) {
            throw new IllegalStateException("the container rejects the caller", e);
        }
    }
}
