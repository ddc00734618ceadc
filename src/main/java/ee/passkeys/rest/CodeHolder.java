// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.rest;

import ee.passkeys.session.SessionRenewal;
import ee.passkeys.value.UserBase;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * User whose code was used in a browser, in its session: nobody is signed in, and nothing but a passkey can come of it. It consists of types of
 * the JDK, so that it goes to other nodes.
 */
final class CodeHolder {

    private static final String ATTRIBUTE = "ee.passkeys.code-holder";

    private CodeHolder() {}

    /** Begins, with a session ID that nobody knew before. */
    static void begin(String name, Instant until, UserBase users, HttpServletRequest request) {
        SessionRenewal.renew(request)
                .setAttribute(ATTRIBUTE, new ArrayList<>(List.of(users.id(), until.toEpochMilli(), name)));
    }

    /** Returns the user, or empty where no code was used, or too long ago, or in another application that shares the session. */
    static Optional<String> of(UserBase users, HttpServletRequest request, Instant now) {
        HttpSession session = request.getSession(false);
        return session != null
                        && session.getAttribute(ATTRIBUTE) instanceof List<?> held
                        && held.get(0).equals(users.id())
                        && held.get(1) instanceof Long until
                        && now.toEpochMilli() < until
                ? Optional.of(held.get(2).toString())
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
