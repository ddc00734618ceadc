// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;

import com.google.common.hash.Hashing;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Collections;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells a sign-in that happens in this request from a caller whom the application's mechanism only knows again, by a remembered cookie, a token,
 * a certificate, the session of a single sign-on, or a session from before. What it cannot tell is no sign-in.
 *
 * <p>Three things are one. Code of the application passes a credential to {@code SecurityContext.authenticate}, after the mechanism has found
 * nobody by the request alone. A form is sent to {@code j_security_check}, and the mechanism redirects the caller it has told the container of.
 * Or a caller appears in a session that was a guest's, or that is new, with a request that has nothing to be known again by.
 */
public final class SignInDetector {

    /** On a request by whose own contents the mechanism has found nobody. */
    private static final String NOBODY = "ee.passkeys.nobody";

    /** On a request that brought no session. */
    private static final String SESSIONLESS = "ee.passkeys.sessionless";

    /** In a session that was a guest's: digests of the cookies that it came with. */
    private static final String GUEST = "ee.passkeys.guest";

    private static final String CERTIFICATE = "jakarta.servlet.request.X509Certificate";
    private static final int MOST_COOKIES = 64;

    /** Headers of clients and of the proxies between that say nothing of a caller. */
    private static final Pattern IMPERSONAL =
            Pattern.compile("accept(-.*)?|content-.*|sec-.*|if-.*|host|connection|user-agent|origin|referer|cookie"
                    + "|upgrade|upgrade-insecure-requests|http2-settings|te|cache-control|pragma|priority|dnt|expect|range|via|forwarded"
                    + "|transfer-encoding|keep-alive|x-forwarded-(for|proto|host|port|prefix|server|scheme|ssl)|x-real-ip|x-requested-with"
                    + "|x-request-id|x-correlation-id|traceparent|tracestate");

    /** The cookies that tie ceremonies to a browser. */
    private static final Pattern OURS = Pattern.compile("(__Host-)?passkeys-binding-");

    /** The cookies that brought no caller so far; null in a session of which that is not known. */
    private final @Nullable Set<?> harmless;

    private SignInDetector(@Nullable Set<?> harmless) {
        this.harmless = harmless;
    }

    /**
     * Looks at a request before the mechanism does.
     *
     * @param request the current one
     * @return what is asked after it
     */
    public static SignInDetector before(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null) {
            request.setAttribute(SESSIONLESS, true);
        }
        return new SignInDetector(
                session == null ? Set.of() : session.getAttribute(GUEST) instanceof Set<?> cookies ? cookies : null);
    }

    /**
     * Whether the user of whom the mechanism has told the container has signed in just now, and the request goes on.
     *
     * @param request the current one
     * @param context of the mechanism
     * @return false where that cannot be told
     */
    public boolean hasSignedIn(HttpServletRequest request, HttpMessageContext context) {
        return isByCode(request, context)
                || (harmless != null && !context.isAuthenticationRequest() && hasNothingToBeKnownBy(request, harmless));
    }

    /**
     * The same where the mechanism answers itself, and the user returns with the next request.
     *
     * @param request the current one
     * @param context of the mechanism
     * @return false where that cannot be told
     */
    public static boolean hasSignedInAndIsSentOn(HttpServletRequest request, HttpMessageContext context) {
        return context.getCallerPrincipal() != null
                && (isByCode(request, context)
                        || (!context.isAuthenticationRequest() && FormTarget.isSubmittedBy(request)));
    }

    /**
     * Notes that the mechanism has found no user. At an open page it may not have looked at all, and what came with the request proves nothing.
     *
     * @param request the current one
     * @param looked whether it had to look
     */
    public static void foundNobody(HttpServletRequest request, boolean looked) {
        request.setAttribute(NOBODY, true);
        if (looked) {
            markGuest(request, digests(request));
        }
    }

    /**
     * Marks a session that was made in a request which had nothing to be known by, and brought no user.
     *
     * @param request the current one
     */
    public static void endOfRequest(HttpServletRequest request) {
        if (request.getAttribute(SESSIONLESS) != null
                && request.getAttribute(NOBODY) != null
                && request.getUserPrincipal() == null
                && hasNothingToBeKnownBy(request, Set.of())) {
            markGuest(request, Set.of());
        }
    }

    private static void markGuest(HttpServletRequest request, Set<String> harmless) {
        HttpSession session = request.getSession(false);
        if (session != null && session.getAttribute(GUEST) == null) {
            session.setAttribute(GUEST, new HashSet<>(harmless));
        }
    }

    /**
     * Notes that a user whose sign-in was seen is gone: what signs in next in this request does so by what code passes, as after one that brought
     * no user.
     *
     * @param request the current one
     */
    public static void signedOut(HttpServletRequest request) {
        if (LoginRecord.of(request)
                .filter(login -> login.authenticatedAt() != null)
                .isPresent()) {
            request.setAttribute(NOBODY, true);
        }
    }

    /**
     * Notes that the session is a user's: it proves nothing of a guest any more.
     *
     * @param request the current one
     */
    public static void foundSomebody(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.removeAttribute(GUEST);
        }
    }

    private static boolean isByCode(HttpServletRequest request, HttpMessageContext context) {
        return request.getAttribute(NOBODY) != null
                && context.isAuthenticationRequest()
                && context.getAuthParameters().getCredential() != null;
    }

    private static boolean hasNothingToBeKnownBy(HttpServletRequest request, Set<?> harmless) {
        return request.getAttribute(CERTIFICATE) == null
                && Collections.list(request.getHeaderNames()).stream()
                        .allMatch(name -> IMPERSONAL
                                .matcher(name.toLowerCase(Locale.ROOT))
                                .matches())
                && cookies(request).count() <= MOST_COOKIES
                && harmless.containsAll(digests(request));
    }

    private static Set<String> digests(HttpServletRequest request) {
        return cookies(request)
                .limit(MOST_COOKIES)
                .map(cookie -> Hashing.sha256()
                        .hashString(cookie.getName() + "=" + cookie.getValue(), UTF_8)
                        .toString())
                .collect(toSet());
    }

    /** All but that of the session, and ours: those give no caller away. */
    private static Stream<Cookie> cookies(HttpServletRequest request) {
        String named = request.getServletContext().getSessionCookieConfig().getName();
        String session = named == null ? "JSESSIONID" : named;
        Cookie[] cookies = request.getCookies();
        return Stream.of(cookies == null ? new Cookie[0] : cookies)
                .filter(cookie -> !cookie.getName().equals(session)
                        && !OURS.matcher(cookie.getName()).lookingAt());
    }
}
