// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.session;

import static java.util.stream.Collectors.toUnmodifiableSet;

import ee.passkeys.config.Settings.GroupSettings;
import ee.passkeys.config.Switch;
import ee.passkeys.value.Groups;
import ee.passkeys.value.Origin;
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
 * Record of a sign-in in the session: user, method and time. It is kept as a map of JDK types, because sessions outlive deployments and
 * travel between nodes, where a class of ours may be another one or not be there.
 *
 * @param caller the name in the container
 * @param groups the groups of the caller in the container
 * @param method {@code passkey}, {@code password}, or what else the host has
 * @param authenticatedAt when the caller signed in; null where that is not known, because the caller was only known again: by a cookie, a
 *     token, a certificate, or a session from before
 * @param passkeyVerifiedAt when the caller last proved to be there with a passkey, null when never
 * @param perRequest whether the caller brings the password with every request, so that the session alone signs nobody in
 * @param passkey the key of the row of the passkey that the session began with, or null where it began otherwise
 * @param origin text of the origin at which that passkey was used, or null where the caller signed in otherwise
 */
public record LoginRecord(
        String caller,
        Groups groups,
        String method,
        @Nullable Instant authenticatedAt,
        @Nullable Instant passkeyVerifiedAt,
        boolean perRequest,
        @Nullable String passkey,
        @Nullable String origin) {

    /** The method of logins of ours. */
    public static final String PASSKEY = "passkey";

    /** The method of logins by the host's form, dialog or code. */
    public static final String PASSWORD = "password";

    /** The method of requests with an access token of ours. */
    public static final String TOKEN = "token";

    /** The attribute of the servlet context that holds the user base of the application. */
    public static final String USERS = "ee.passkeys.users";

    private static final String ATTRIBUTE = "ee.passkeys.login";

    /**
     * Makes the record of a sign-in that the session remembers.
     *
     * @param caller the name in the container
     * @param groups the groups of the caller in the container
     * @param method {@code passkey}, {@code password}, or what else the host has
     * @param authenticatedAt when the caller signed in, null where that is not known
     * @param passkeyVerifiedAt when the caller last proved to be there with a passkey, null when never
     */
    public LoginRecord(
            String caller,
            Groups groups,
            String method,
            @Nullable Instant authenticatedAt,
            @Nullable Instant passkeyVerifiedAt) {
        this(caller, groups, method, authenticatedAt, passkeyVerifiedAt, false);
    }

    /**
     * Makes the record of a sign-in without a passkey of which a session is known.
     *
     * @param caller the name in the container
     * @param groups the groups of the caller in the container
     * @param method {@code passkey}, {@code password}, or what else the host has
     * @param authenticatedAt when the caller signed in, null where that is not known
     * @param passkeyVerifiedAt when the caller last proved to be there with a passkey, null when never
     * @param perRequest whether the caller brings the password with every request
     */
    public LoginRecord(
            String caller,
            Groups groups,
            String method,
            @Nullable Instant authenticatedAt,
            @Nullable Instant passkeyVerifiedAt,
            boolean perRequest) {
        this(caller, groups, method, authenticatedAt, passkeyVerifiedAt, perRequest, null, null);
    }

    /**
     * The same session, which is to end with a passkey.
     *
     * @param key the key of the passkey's row, or null for a session that ends with none
     * @return a new record
     */
    public LoginRecord with(@Nullable String key) {
        return new LoginRecord(caller, groups, method, authenticatedAt, passkeyVerifiedAt, perRequest, key, origin);
    }

    /**
     * The same sign-in, which a passkey began.
     *
     * @param where the origin of the ceremony, null where it is not known
     * @return a new record
     */
    public LoginRecord from(@Nullable Origin where) {
        return new LoginRecord(
                caller,
                groups,
                method,
                authenticatedAt,
                passkeyVerifiedAt,
                perRequest,
                passkey,
                where == null ? null : where.text());
    }

    /**
     * The origin of the ceremony. Its text is read here: few requests need more than that.
     *
     * @return empty where no passkey began the sign-in, or nobody knows where
     */
    public Optional<Origin> passkeyOrigin() {
        return Optional.ofNullable(origin).map(Origin::new);
    }

    /**
     * Makes the record of a request with an access token, which no session remembers.
     *
     * @param caller the name in the container
     * @param groups the groups the container is told
     * @param authenticatedAt when the passkey was used
     * @param passkeyVerifiedAt the same where the user was verified, else null
     * @return a record for the request alone
     */
    public static LoginRecord ofToken(
            String caller, Groups groups, Instant authenticatedAt, @Nullable Instant passkeyVerifiedAt) {
        return new LoginRecord(caller, groups, TOKEN, authenticatedAt, passkeyVerifiedAt, true);
    }

    /**
     * The record of the request itself, else of its session. Applications of one EAR may share their sessions; a record
     * of another user base is none.
     *
     * @param request the current one
     * @return the record, or empty when nobody signed in as far as we saw
     */
    public static Optional<LoginRecord> of(HttpServletRequest request) {
        Optional<LoginRecord> ofRequest = read(request.getAttribute(ATTRIBUTE), request);
        return ofRequest.isPresent() ? ofRequest : ofSession(request);
    }

    /**
     * The record of the session, whatever the request brings.
     *
     * @param request the current one
     * @return empty where the session has none
     */
    public static Optional<LoginRecord> ofSession(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session == null ? Optional.empty() : read(session.getAttribute(ATTRIBUTE), request);
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
     * Whether the groups of the caller keep to what the settings say of the origin now.
     *
     * @param settings the limits
     * @return false where the origin may not give them
     */
    public boolean keepsTo(GroupSettings settings) {
        Optional<Set<String>> most = settings.mostFrom(passkeyOrigin());
        return most.isEmpty()
                || groups.told()
                        .filter(told -> !told.isEmpty() && most.get().containsAll(told))
                        .isPresent();
    }

    /**
     * Whether the caller brings an access token of ours.
     *
     * @return false for everything that a session remembers
     */
    public boolean byToken() {
        return method.equals(TOKEN);
    }

    /**
     * Whether passkeys were switched off since the sign-in: sessions that began with one ended then, idle ones too.
     *
     * @param passkeys the switch
     * @return true also where the time of the sign-in is not known
     */
    public boolean isFromBefore(Switch passkeys) {
        return authenticatedAt == null || passkeys.wasOffAfter(authenticatedAt);
    }

    /**
     * Whether the caller proved to be there not long ago, by the sign-in or by a confirmation with a passkey; the moment at which it
     * becomes too long ago still counts. A sign-in of unknown time is never recent, nor is a confirmation from before passkeys were last off.
     *
     * @param age how long ago it may be
     * @param now the time
     * @param passkeys the switch
     * @return false when the caller has to sign in again, or to confirm with a passkey
     */
    public boolean provedWithin(Duration age, Instant now, Switch passkeys) {
        return isWithin(age, now, authenticatedAt) || passkeyVerifiedWithin(age, now, passkeys);
    }

    /**
     * The same for a passkey that verified the caller.
     *
     * @param age how long ago it may be
     * @param now the time
     * @param passkeys the switch
     * @return false when the caller has to confirm with a passkey
     */
    public boolean passkeyVerifiedWithin(Duration age, Instant now, Switch passkeys) {
        Instant at = passkeyVerifiedAt;
        return at != null && isWithin(age, now, at) && !passkeys.wasOffAfter(at);
    }

    private static boolean isWithin(Duration age, Instant now, @Nullable Instant then) {
        return then != null && !then.isBefore(now.minus(age));
    }

    /**
     * The same user, verified by a passkey once more.
     *
     * @param at when
     * @return a new record
     */
    public LoginRecord confirmedAt(Instant at) {
        return new LoginRecord(caller, groups, method, authenticatedAt, at, perRequest, passkey, origin);
    }

    /**
     * The same user, signed in at another time.
     *
     * @param at when
     * @return a new record
     */
    public LoginRecord signedInAt(Instant at) {
        return new LoginRecord(caller, groups, method, at, passkeyVerifiedAt, perRequest, passkey, origin);
    }

    /**
     * The same user, who has just brought the password again.
     *
     * @param toldGroups the groups of the caller in the container
     * @param at when
     * @return a new record
     */
    public LoginRecord broughtAgain(Groups toldGroups, Instant at) {
        return new LoginRecord(caller, toldGroups, method, at, passkeyVerifiedAt, perRequest, passkey, origin);
    }

    /**
     * Stores the record in the session. Where there is none, or the password comes with every request, the request holds it.
     *
     * @param request the current one
     */
    public void keep(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null || perRequest) {
            request.setAttribute(ATTRIBUTE, write(usersOf(request)));
        } else {
            keepIn(session, request);
        }
    }

    /**
     * Stores the record in the session in any case, because nothing else remembers a confirmation.
     *
     * @param session of the request
     * @param request the current one
     */
    public void keepIn(HttpSession session, HttpServletRequest request) {
        request.removeAttribute(ATTRIBUTE);
        session.setAttribute(ATTRIBUTE, write(usersOf(request)));
    }

    /**
     * Stores what the request holds in the session that there is at its end.
     *
     * @param request the current one
     */
    public static void settle(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            read(request.getAttribute(ATTRIBUTE), request)
                    .filter(login -> !login.perRequest())
                    .ifPresent(login -> login.keepIn(session, request));
        }
    }

    /**
     * Removes the record from request and session.
     *
     * @param request the current one
     */
    public static void forget(HttpServletRequest request) {
        LoginByCode.forget(request);
        request.removeAttribute(ATTRIBUTE);
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.removeAttribute(ATTRIBUTE);
        }
    }

    /** The user base of the application, without which a name is nobody's where applications share their sessions. */
    static String usersOf(HttpServletRequest request) {
        ServletContext context = request.getServletContext();
        return String.valueOf(context == null ? null : context.getAttribute(USERS));
    }

    private Serializable write(String users) {
        HashMap<String, Serializable> map = new HashMap<>();
        map.put("users", users);
        map.put("caller", caller);
        map.put("groups", groups.told().map(HashSet::new).orElse(null));
        map.put("method", method);
        map.put("authenticatedAt", authenticatedAt == null ? null : authenticatedAt.toEpochMilli());
        map.put("passkeyVerifiedAt", passkeyVerifiedAt == null ? null : passkeyVerifiedAt.toEpochMilli());
        map.put("perRequest", perRequest);
        map.put("passkey", passkey);
        map.put("origin", origin);
        return map;
    }

    private static Optional<LoginRecord> read(@Nullable Object stored, HttpServletRequest request) {
        return stored instanceof Map<?, ?> map && usersOf(request).equals(String.valueOf(map.get("users")))
                ? Optional.of(read(map))
                : Optional.empty();
    }

    private static LoginRecord read(Map<?, ?> map) {
        Groups groups = Groups.BY_NAME;
        if (map.get("groups") instanceof Set<?> stored) {
            groups = Groups.of(stored.stream().map(String::valueOf).collect(toUnmodifiableSet()));
        }
        return new LoginRecord(
                String.valueOf(map.get("caller")),
                groups,
                String.valueOf(map.get("method")),
                time(map.get("authenticatedAt")).orElse(null),
                time(map.get("passkeyVerifiedAt")).orElse(null),
                Boolean.TRUE.equals(map.get("perRequest")),
                map.get("passkey") instanceof String key ? key : null,
                map.get("origin") instanceof String origin ? origin : null);
    }

    private static Optional<Instant> time(@Nullable Object millis) {
        return millis instanceof Long number ? Optional.of(Instant.ofEpochMilli(number)) : Optional.empty();
    }
}
