// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.value;

import java.util.Optional;
import java.util.regex.Pattern;

/** Relative URLs within the application, which stay valid behind a proxy that maps the application to another path. */
public final class RelativeAddress {

    /** A segment that leads up or nowhere: a browser has resolved it before it asks, a program may not have. */
    private static final Pattern DOTS = Pattern.compile("/(?:\\.|%2[eE]){1,2}(?:[/;]|$)");

    private RelativeAddress() {}

    /**
     * Returns a path relative to the root of the application.
     *
     * @param contextPath the application's, such as {@code /shop}, empty for the root
     * @param path the context path, or one below it
     * @return such as {@code ./cart?item=1}; {@code ./} for the root itself
     */
    public static String fromRoot(String contextPath, String path) {
        String below = path.substring(contextPath.length());
        return below.startsWith("/") ? "." + below : "./" + below;
    }

    /**
     * Reverses {@link #fromRoot}.
     *
     * @param contextPath the application's
     * @param address an address as seen from the root of the application, or any other
     * @return the path with the context path; another address as it is
     */
    public static String toPath(String contextPath, String address) {
        return address.startsWith("./") ? contextPath + address.substring(1) : address;
    }

    /**
     * Returns the relative path from a page to the root of the application.
     *
     * @param contextPath the application's
     * @param page path of the page that a browser shows, as the request had it
     * @return {@code ./} or some {@code ../}; empty where it cannot be told
     */
    public static Optional<String> rootFrom(String contextPath, String page) {
        String below = page.startsWith(contextPath) ? page.substring(contextPath.length()) : "";
        if (!below.startsWith("/") || DOTS.matcher(below).find()) {
            return Optional.empty();
        }
        int depth = (int) below.chars().filter(c -> c == '/').count() - 1;
        return Optional.of(depth == 0 ? "./" : "../".repeat(depth));
    }

    /**
     * Returns the relative path from a page to another one.
     *
     * @param contextPath the application's
     * @param page path of the page that a browser shows, as the request had it
     * @param target path with the context path
     * @return a relative address; the target as it is where no way can be told
     */
    public static String from(String contextPath, String page, String target) {
        return target.startsWith(contextPath + "/")
                ? rootFrom(contextPath, page)
                        .map(root -> root + target.substring(contextPath.length() + 1))
                        .orElse(target)
                : target;
    }
}
