// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.mechanism;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;

/**
 * Renews session IDs, so that no client knew them before. A session that was made in this request is no exception: Undertow takes over the
 * id of a cookie that any other deployment of the server has given out, so that the sender of the cookie would know the new session.
 */
final class SessionRenewal {

    private SessionRenewal() {}

    /** The session of the request under a new id, made where there is none. Called at each sign-in and each confirmation. */
    static HttpSession renew(HttpServletRequest request) {
        request.getSession(true);
        request.changeSessionId();
        return request.getSession(true);
    }

    /** The session of the request; where there is none, a new one under an id of its own. */
    static HttpSession of(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session == null ? renew(request) : session;
    }
}
