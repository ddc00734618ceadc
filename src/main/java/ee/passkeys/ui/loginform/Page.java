// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ui.loginform;

import java.util.List;

/**
 * Page of the application.
 *
 * @param text its content, not compressed, one character for each byte: a place in the text is a place in the bytes
 * @param contentType the header, such as {@code text/html; charset=utf-8}
 * @param contentPolicies its {@code Content-Security-Policy} headers
 * @param permissions its {@code Permissions-Policy} headers
 * @param host the host, with its port if it has one, that the browser asked
 * @param contextPath the application's, such as {@code /shop}, empty for the root
 * @param root how the address at which the browser shows the page leads to the application's root: such as {@code ../} or {@code /shop/}
 */
record Page(
        String text,
        String contentType,
        List<String> contentPolicies,
        List<String> permissions,
        String host,
        String contextPath,
        String root) {

    /** A page of which it is not known where it is shown. */
    Page(
            String text,
            String contentType,
            List<String> contentPolicies,
            List<String> permissions,
            String host,
            String contextPath) {
        this(text, contentType, contentPolicies, permissions, host, contextPath, contextPath + "/");
    }

    /** Whether a header names a page at all. */
    static boolean isHtml(String contentType) {
        String type = contentType.stripLeading();
        return names(type, "text/html") || isXhtml(type);
    }

    boolean isXhtml() {
        return isXhtml(contentType.stripLeading());
    }

    private static boolean isXhtml(String type) {
        return names(type, "application/xhtml+xml");
    }

    private static boolean names(String type, String name) {
        return type.regionMatches(true, 0, name, 0, name.length())
                && (type.length() == name.length() || " \t;".indexOf(type.charAt(name.length())) >= 0);
    }
}
