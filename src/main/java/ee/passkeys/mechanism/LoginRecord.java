// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.mechanism;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the session remembers of a sign-in: who, how and when. It is kept as a map of JDK types, because sessions outlive deployments and
 * travel between nodes, where a class of ours may be another one or not be there.
 *
 * @param caller the name in the container
 * @param groups the groups the container was told, or null where its realm knows them
 * @param method {@code passkey}, {@code password}, or what else the host has
 * @param authenticatedAt when the caller signed in
 * @param passkeyVerifiedAt when the caller last proved to be there with a passkey, null when never
 */
public record LoginRecord(
        String caller,
        @Nullable Set<String> groups,
        String method,
        Instant authenticatedAt,
        @Nullable Instant passkeyVerifiedAt) {

    /** The method of logins of ours. */
    public static final String PASSKEY = "passkey";

    /** The method of logins by the host's form, dialog or code. */
    public static final String PASSWORD = "password";

    /** The attribute of the servlet context that holds the user base of the application. */
    public static final String USERS = "ee.passkeys.users";

    private static final String ATTRIBUTE = "ee.passkeys.login";

    /**
     * The record of the request's session, or where there is no session, of the request itself. Applications of one EAR may share their
     * sessions; a record of another user base is none.
     *
     * @param request the current one
     * @return the record, or empty when nobody signed in as far as we saw
     */
    public static Optional<LoginRecord> of(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        Object stored = session == null ? request.getAttribute(ATTRIBUTE) : session.getAttribute(ATTRIBUTE);
        return stored instanceof Map<?, ?> map && usersOf(request).equals(String.valueOf(map.get("users")))
                ? Optional.of(read(map))
                : Optional.empty();
    }

    /**
     * Whether the caller signed in with a passkey.
     *
     * @return false for the host's own ways to sign in
     */
    public boolean byPasskey() {
        return method.equals(PASSKEY);
    }

    /**
     * When the caller last proved to be there.
     *
     * @return the time of the sign-in, or of a later confirmation with a passkey
     */
    public Instant provedAt() {
        return passkeyVerifiedAt == null || passkeyVerifiedAt.isBefore(authenticatedAt)
                ? authenticatedAt
                : passkeyVerifiedAt;
    }

    /**
     * Whether the caller proved to be there not long ago; the moment at which it becomes too long ago still counts.
     *
     * @param age how long ago it may be
     * @param now the time
     * @return false when the caller has to sign in again, or to confirm with a passkey
     */
    public boolean provedWithin(Duration age, Instant now) {
        return isWithin(age, now, provedAt());
    }

    /**
     * The same for a passkey that verified the caller.
     *
     * @param age how long ago it may be
     * @param now the time
     * @return false when the caller has to confirm with a passkey
     */
    public boolean passkeyVerifiedWithin(Duration age, Instant now) {
        return passkeyVerifiedAt != null && isWithin(age, now, passkeyVerifiedAt);
    }

    private static boolean isWithin(Duration age, Instant now, Instant then) {
        return !then.isBefore(now.minus(age));
    }

    LoginRecord confirmedAt(Instant at) {
        return new LoginRecord(caller, groups, method, authenticatedAt, at);
    }

    /** Keeps it in the session; where there is none, in the request, so that no session is made for clients that do without. */
    void keep(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null) {
            request.setAttribute(ATTRIBUTE, write(usersOf(request)));
        } else {
            session.setAttribute(ATTRIBUTE, write(usersOf(request)));
        }
    }

    static void forget(HttpServletRequest request) {
        request.removeAttribute(ATTRIBUTE);
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.removeAttribute(ATTRIBUTE);
        }
    }

    private static String usersOf(HttpServletRequest request) {
        ServletContext context = request.getServletContext();
        return String.valueOf(context == null ? null : context.getAttribute(USERS));
    }

    private Serializable write(String users) {
        HashMap<String, Serializable> map = new HashMap<>();
        map.put("users", users);
        map.put("caller", caller);
        map.put("groups", groups == null ? null : new HashSet<>(groups));
        map.put("method", method);
        map.put("authenticatedAt", authenticatedAt.toEpochMilli());
        map.put("passkeyVerifiedAt", passkeyVerifiedAt == null ? null : passkeyVerifiedAt.toEpochMilli());
        return map;
    }

    private static LoginRecord read(Map<?, ?> map) {
        Set<String> groups = null;
        if (map.get("groups") instanceof Set<?> stored) {
            groups = new HashSet<>();
            for (Object group : stored) {
                groups.add(String.valueOf(group));
            }
        }
        return new LoginRecord(
                String.valueOf(map.get("caller")),
                groups,
                String.valueOf(map.get("method")),
                time(map.get("authenticatedAt")).orElse(Instant.EPOCH),
                time(map.get("passkeyVerifiedAt")).orElse(null));
    }

    private static Optional<Instant> time(@Nullable Object millis) {
        return millis instanceof Long number ? Optional.of(Instant.ofEpochMilli(number)) : Optional.empty();
    }
}
