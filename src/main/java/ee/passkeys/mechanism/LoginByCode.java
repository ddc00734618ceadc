// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.mechanism;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;

/** Notes of sign-ins by {@code HttpServletRequest.login}: that one is going on, and what {@code getAuthType} is to say after it. */
final class LoginByCode {

    private static final String GOING_ON = "ee.passkeys.login-by-code";
    private static final String AUTH_TYPE = "ee.passkeys.auth-type";

    private LoginByCode() {}

    static void begin(HttpServletRequest request) {
        request.setAttribute(GOING_ON, true);
    }

    static void end(HttpServletRequest request) {
        request.removeAttribute(GOING_ON);
    }

    static boolean isGoingOn(HttpServletRequest request) {
        return request.getAttribute(GOING_ON) != null;
    }

    /** Keeps the type with the session. */
    static void keep(String authType, HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.setAttribute(AUTH_TYPE, authType);
        }
    }

    static Optional<String> authType(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session == null
                ? Optional.empty()
                : Optional.ofNullable(session.getAttribute(AUTH_TYPE)).map(String::valueOf);
    }

    /** Called at every other sign-in, and when the user signs out. */
    static void forget(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.removeAttribute(AUTH_TYPE);
        }
    }
}
