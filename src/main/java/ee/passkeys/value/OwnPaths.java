// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.value;

import java.util.Set;

/** The paths in an application that are ours: those of our pages, of our endpoints below them, and of the files that anybody may have. */
public final class OwnPaths {

    /** Our pages and all that belongs to them. */
    public static final String PAGES = "/passkeys";

    /** Our endpoints. */
    public static final String ENDPOINTS = PAGES + "/api";

    private static final Set<String> MAPPED = Set.of(
            PAGES,
            ENDPOINTS,
            "/.well-known/webauthn",
            "/.well-known/passkey-endpoints",
            "/.well-known/assetlinks.json",
            "/.well-known/apple-app-site-association");

    private OwnPaths() {}

    /**
     * Whether a servlet of ours serves a request. The application may have servlets of its own below our pages.
     *
     * @param servletPath by which the container has chosen the servlet; what a client writes may lead elsewhere
     * @return true only for the paths that our servlets are mapped to
     */
    public static boolean areServed(String servletPath) {
        return MAPPED.contains(servletPath);
    }

    /**
     * Whether a path is one of ours, whoever serves it.
     *
     * @param path in the application
     * @return true for {@link #PAGES} and everything below
     */
    public static boolean contain(String path) {
        return isAtOrBelow(PAGES, path);
    }

    /**
     * Whether a path is one of our endpoints.
     *
     * @param path in the application
     * @return true for {@link #ENDPOINTS} and everything below
     */
    public static boolean containEndpoint(String path) {
        return isAtOrBelow(ENDPOINTS, path);
    }

    private static boolean isAtOrBelow(String root, String path) {
        return path.equals(root) || path.startsWith(root + "/");
    }
}
