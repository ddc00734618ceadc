// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Instant;
import java.util.Optional;

/**
 * User whose code was used in a browser, in its session: nobody is signed in, and nothing but a passkey can come of it. It is a text, so that
 * it goes to other nodes.
 */
final class CodeHolder {

    private static final String ATTRIBUTE = "ee.passkeys.code-holder";

    private static final char SEPARATOR = ' ';

    private CodeHolder() {}

    /** Begins, with a new ID for a session that others may know. */
    static void begin(String name, Instant until, HttpServletRequest request) {
        if (request.getSession(false) != null) {
            request.changeSessionId();
        }
        request.getSession().setAttribute(ATTRIBUTE, until.toEpochMilli() + "" + SEPARATOR + name);
    }

    /** Returns the user, or empty where no code was used, or too long ago. */
    static Optional<String> of(HttpServletRequest request, Instant now) {
        HttpSession session = request.getSession(false);
        if (session == null || !(session.getAttribute(ATTRIBUTE) instanceof String held)) {
            return Optional.empty();
        }
        int end = held.indexOf(SEPARATOR);
        return now.toEpochMilli() < Long.parseLong(held.substring(0, end))
                ? Optional.of(held.substring(end + 1))
                : Optional.empty();
    }

    /** Ends it: one code is good for one passkey. */
    static void end(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.removeAttribute(ATTRIBUTE);
        }
    }
}
