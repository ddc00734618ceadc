// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.value;

import java.util.Set;

/** Paths of Passkeys EE in an application: its pages, its endpoints below them, and its public files. */
public final class OwnPaths {

    /** Path of the pages and of everything below them. */
    public static final String PAGES = "/passkeys";

    /** Path of the endpoints. */
    public static final String ENDPOINTS = PAGES + "/api";

    private static final String TOKENS = ENDPOINTS + "/token";

    private static final Set<String> MAPPED = Set.of(
            PAGES,
            ENDPOINTS,
            "/.well-known/webauthn",
            "/.well-known/passkey-endpoints",
            "/.well-known/assetlinks.json",
            "/.well-known/apple-app-site-association");

    private OwnPaths() {}

    /**
     * Tells whether a servlet of Passkeys EE serves a request. The application may have servlets of its own below our pages.
     *
     * @param servletPath by which the container has chosen the servlet; what a client writes may lead elsewhere
     * @return true only for the paths that our servlets are mapped to
     */
    public static boolean areServed(String servletPath) {
        return MAPPED.contains(servletPath);
    }

    /**
     * Tells whether a path belongs to Passkeys EE, regardless of the servlet that serves it.
     *
     * @param path in the application
     * @return true for {@link #PAGES} and everything below
     */
    public static boolean contain(String path) {
        return isAtOrBelow(PAGES, path);
    }

    /**
     * Tells whether a path belongs to the endpoints.
     *
     * @param path in the application
     * @return true for {@link #ENDPOINTS} and everything below
     */
    public static boolean containEndpoint(String path) {
        return isAtOrBelow(ENDPOINTS, path);
    }

    /**
     * Tells whether a path belongs to the endpoints of tokens.
     *
     * @param path in the application
     * @return true for the endpoint and everything below
     */
    public static boolean containTokens(String path) {
        return isAtOrBelow(TOKENS, path);
    }

    private static boolean isAtOrBelow(String root, String path) {
        return path.equals(root) || path.startsWith(root + "/");
    }
}
