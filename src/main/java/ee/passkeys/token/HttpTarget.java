// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.token;

/**
 * Method and address of a request, as a proof of possession names them.
 *
 * @param method such as {@code GET}
 * @param contextPath the context path of the application
 * @param path the path below it as the client sent it, not decoded and without query
 */
public record HttpTarget(String method, String contextPath, String path) {

    /**
     * Splits the path of a request.
     *
     * @param method such as {@code GET}
     * @param contextPath the context path of the application
     * @param requestUri the whole path, as the client sent it
     * @return the target
     */
    public static HttpTarget of(String method, String contextPath, String requestUri) {
        return new HttpTarget(
                method,
                contextPath,
                requestUri.startsWith(contextPath) ? requestUri.substring(contextPath.length()) : requestUri);
    }
}
