// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;

/**
 * Renews session IDs, so that no client knew them before. A session that was made in this request is no exception: Undertow takes over the
 * id of a cookie that any other deployment of the server has given out, so that the sender of the cookie would know the new session.
 */
public final class SessionRenewal {

    private SessionRenewal() {}

    /**
     * Gives the session of a request a new ID. Called at each sign-in and each confirmation.
     *
     * @param request the current one
     * @return its session, made where there was none
     */
    public static HttpSession renew(HttpServletRequest request) {
        request.getSession(true);
        request.changeSessionId();
        return request.getSession(true);
    }

    /**
     * The session of a request.
     *
     * @param request the current one
     * @return where there was none, a new one under an ID of its own
     */
    public static HttpSession of(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session == null ? renew(request) : session;
    }
}
