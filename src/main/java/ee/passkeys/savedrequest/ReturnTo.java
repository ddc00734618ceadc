// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.savedrequest;

import static java.nio.charset.StandardCharsets.UTF_8;

import ee.passkeys.value.OwnPaths;
import ee.passkeys.value.RelativeAddress;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.Optional;
import java.util.regex.Pattern;

/** Target of a sign-in: the page that was requested before it. Only a path within this application is ever taken, whatever is asked for. */
public final class ReturnTo {

    private static final String WANTED = "ee.passkeys.wanted";
    private static final int LONGEST = 2000;

    /** Visible ASCII without the backslash, which browsers take for a slash. */
    private static final Pattern PATH = Pattern.compile("/[\\x21-\\x7e&&[^\\\\]]*");

    /** A segment of one or two dots, also with parameters behind it. */
    private static final Pattern WAY_UP = Pattern.compile("^[^?#]*/\\.{1,2}([/;?#]|$)");

    private ReturnTo() {}

    /**
     * Takes the wish of the client, else what the session remembers, else home. A request with a body that was sent there before the
     * sign-in goes on there.
     *
     * @param request the current one
     * @param wish what the client asks for, as a path or as seen from the root of the application, or empty
     * @param home path within the application
     * @return a path with the context path, possibly with a query
     */
    public static String choose(HttpServletRequest request, Optional<String> wish, String home) {
        String path = wish.map(wanted -> RelativeAddress.toPath(request.getContextPath(), wanted))
                .filter(wanted -> isWithin(request.getContextPath(), wanted))
                .or(() -> takeWanted(request))
                .orElse(request.getContextPath() + home);
        SavedRequest.goOnAt(path, request);
        return path;
    }

    /**
     * The same as clients are told it: as seen from the root of the application, whose path only they know.
     *
     * @param request the current one
     * @param wish what the client asks for, or empty
     * @param home path within the application
     * @return such as {@code ./cart?item=1}
     */
    public static String chooseFromRoot(HttpServletRequest request, Optional<String> wish, String home) {
        return RelativeAddress.fromRoot(request.getContextPath(), choose(request, wish, home));
    }

    /**
     * Whether a path may be led to.
     *
     * @param contextPath the application's, such as {@code /shop}, empty for the root
     * @param path what somebody asks for
     * @return true only for a plain path within the application, whichever way a browser reads it
     */
    public static boolean isWithin(String contextPath, String path) {
        return path.length() <= LONGEST
                && isPlain(path)
                && decoded(path).filter(ReturnTo::isHarmless).isPresent()
                && (path.equals(contextPath) || path.startsWith(contextPath + "/"));
    }

    /**
     * The path of a page that leads back to what this request asks for. Pages of ours know the root of the application, others may not.
     *
     * @param request the current one
     * @param page path within the application
     * @return with the context path, possibly with {@code returnTo}
     */
    public static String pageLeadingBack(HttpServletRequest request, String page) {
        String contextPath = request.getContextPath();
        String wanted = SavedRequest.addressOf(request);
        String target = contextPath + page;
        if (!isWithin(contextPath, wanted)) {
            return target;
        }
        String back = OwnPaths.contain(page) ? RelativeAddress.fromRoot(contextPath, wanted) : wanted;
        return target + "?returnTo=" + URLEncoder.encode(back, UTF_8);
    }

    /** Remembers the address of a request in its session, where there is one. */
    static void remember(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.setAttribute(WANTED, SavedRequest.addressOf(request));
        }
    }

    private static Optional<String> takeWanted(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null && session.getAttribute(WANTED) instanceof String wanted) {
            session.removeAttribute(WANTED);
            return Optional.of(wanted).filter(path -> isWithin(request.getContextPath(), path));
        }
        return Optional.empty();
    }

    private static boolean isPlain(String path) {
        return PATH.matcher(path).matches() && !path.startsWith("//");
    }

    /** After decoding once, too, there is no second host, no way up, no backslash and no control character in it. */
    private static boolean isHarmless(String decoded) {
        return !decoded.startsWith("//")
                && !WAY_UP.matcher(decoded).find()
                && decoded.indexOf('\\') < 0
                && decoded.chars().noneMatch(Character::isISOControl);
    }

    private static Optional<String> decoded(String path) {
        try {
            return Optional.of(URLDecoder.decode(path, UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
