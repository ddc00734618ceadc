// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.value;

/**
 * URL pattern as in servlet mappings: {@code /exact/path}, {@code /path/*} or {@code *.extension}.
 *
 * @param text the pattern as it is written
 * @see <a href="https://jakarta.ee/specifications/servlet/6.0/jakarta-servlet-spec-6.0#specification-of-mappings">Jakarta Servlet 12.2,
 *     Specification of Mappings</a>
 */
public record UrlPattern(String text) {

    /**
     * Tells whether the pattern matches a path.
     *
     * @param path path within the application, decoded, such as {@code /admin/users}
     * @return true when it matches, whether or not a longer pattern matches better; {@code /*} also matches {@code /}, and {@code /admin/*}
     *     also {@code /admin}
     */
    public boolean matches(String path) {
        if (text.endsWith("/*")) {
            return (path + "/").startsWith(text.substring(0, text.length() - 1));
        }
        if (text.startsWith("*.")) {
            return path.endsWith(text.substring(1));
        }
        return text.equals("/") || text.equals(path) || (text.isEmpty() && path.equals("/"));
    }

    /**
     * Tells whether the pattern is valid and unambiguous.
     *
     * @return false for {@code /}, by which servlets mean what nobody else serves, for the empty pattern, for a star in the middle, and for
     *     what is no path
     */
    public boolean isPlain() {
        boolean extension = text.matches("\\*\\.[^/*.][^/*]*");
        boolean path = text.matches("/[^*]+|/([^*]*/)?\\*");
        return (extension || path)
                && !text.contains("//")
                && text.chars().noneMatch(c -> c == ';' || c == '?' || c == '#');
    }
}
