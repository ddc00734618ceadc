// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;

/** Notes of sign-ins by {@code HttpServletRequest.login}: that one is going on, and what {@code getAuthType} is to say after it. */
public final class LoginByCode {

    private static final String GOING_ON = "ee.passkeys.login-by-code";
    private static final String AUTH_TYPE = "ee.passkeys.auth-type";

    private LoginByCode() {}

    /**
     * Marks the begin of {@code HttpServletRequest.login}.
     *
     * @param request the current one
     */
    public static void begin(HttpServletRequest request) {
        request.setAttribute(GOING_ON, true);
    }

    /**
     * Marks its end.
     *
     * @param request the current one
     */
    public static void end(HttpServletRequest request) {
        request.removeAttribute(GOING_ON);
    }

    /**
     * Whether {@code HttpServletRequest.login} is going on.
     *
     * @param request the current one
     * @return false for every other sign-in
     */
    public static boolean isGoingOn(HttpServletRequest request) {
        return request.getAttribute(GOING_ON) != null;
    }

    /**
     * Stores what {@code getAuthType} says from now on, where there is a session.
     *
     * @param authType such as {@code LOGIN}
     * @param request the current one
     */
    public static void keep(String authType, HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.setAttribute(AUTH_TYPE, authType);
        }
    }

    /**
     * What {@code getAuthType} says after a sign-in by code.
     *
     * @param request the current one
     * @return empty after every other sign-in
     */
    public static Optional<String> authType(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session == null
                ? Optional.empty()
                : Optional.ofNullable(session.getAttribute(AUTH_TYPE)).map(String::valueOf);
    }

    /**
     * Forgets the type. Called at every other sign-in, and when the user signs out.
     *
     * @param request the current one
     */
    public static void forget(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.removeAttribute(AUTH_TYPE);
        }
    }
}
