// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.testkit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.Set;

/**
 * A mechanism that an old application brings: whoever says a name at {@code /who} is that user, until the session ends, and so is whoever has a
 * cookie with the name. No user of a realm
 * should: WildFly's guard takes every such login for a wrong password.
 */
@ApplicationScoped
public class OldMechanism implements HttpAuthenticationMechanism {

    private static final String USER = "old.user";
    private static final String REMEMBERED = "OLD";

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        String name = request.getServletPath().equals("/who") ? request.getParameter("name") : null;
        if (name != null) {
            request.getSession(true).setAttribute(USER, name);
        }
        Cookie[] cookies = request.getCookies();
        for (int i = 0; cookies != null && i < cookies.length; i++) {
            if (cookies[i].getName().equals(REMEMBERED)) {
                return context.notifyContainerAboutLogin(cookies[i].getValue(), Set.of("user"));
            }
        }
        HttpSession session = request.getSession(false);
        if (session != null && session.getAttribute(USER) instanceof String user) {
            return context.notifyContainerAboutLogin(user, Set.of("user"));
        }
        return context.isProtected() ? context.responseUnauthorized() : context.doNothing();
    }
}
