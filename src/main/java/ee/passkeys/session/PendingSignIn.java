// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sign-in that the application's mechanism answers with a redirect, stored in the session until the user returns. */
public final class PendingSignIn {

    private static final String ATTRIBUTE = "ee.passkeys.signed-in";

    private PendingSignIn() {}

    /**
     * Stores a sign-in, where there is a session.
     *
     * @param caller the name in the container
     * @param at when
     * @param request the current one
     */
    public static void keep(String caller, Instant at, HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.setAttribute(
                    ATTRIBUTE, new ArrayList<>(List.of(LoginRecord.usersOf(request), caller, at.toEpochMilli())));
        }
    }

    /**
     * When the user signed in, told once. What another user left is forgotten, also a user of another user base: applications of one EAR may share
     * their sessions.
     *
     * @param caller the name in the container
     * @param request the current one
     * @return empty where nothing is pending
     */
    public static Optional<Instant> take(String caller, HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null || !(session.getAttribute(ATTRIBUTE) instanceof List<?> kept)) {
            return Optional.empty();
        }
        session.removeAttribute(ATTRIBUTE);
        return kept.size() == 3
                        && kept.get(0).equals(LoginRecord.usersOf(request))
                        && kept.get(1).equals(caller)
                        && kept.get(2) instanceof Long millis
                ? Optional.of(Instant.ofEpochMilli(millis))
                : Optional.empty();
    }
}
