// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.mechanism;

import ee.passkeys.descriptor.LoginConfig;
import ee.passkeys.server.ContainerLogin;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Cache headers for pages that only users see, where the container sets them for a login of {@code web.xml} and does not where there is a
 * mechanism: Payara and GlassFish. WildFly goes on doing it.
 *
 * @param isOurs whether it is to be done here
 */
record CacheHeaders(boolean isOurs) {

    static CacheHeaders of(ContainerLogin container, LoginConfig config) {
        return new CacheHeaders(container.leavesCacheHeadersToMechanism() && config.isBridged());
    }

    /**
     * Sets the headers of these containers, before the application sets its own: for users, and for guests where they may not be, but never
     * when code of the application asks for a sign-in.
     */
    void forbid(HttpServletRequest request, HttpServletResponse response) {
        if (isOurs
                && !ContainerCalls.isByCode(request)
                && !sent(request).getMethod().equals("POST")) {
            response.setHeader("Pragma", "No-cache");
            response.setHeader("Cache-Control", "no-cache");
            response.setHeader("Expires", "Thu, 01 Jan 1970 00:00:00 UTC");
        }
    }

    /** The request of the browser itself, which one that goes on after a sign-in stands in front of. */
    private static HttpServletRequest sent(HttpServletRequest request) {
        HttpServletRequest inner = request;
        while (inner instanceof HttpServletRequestWrapper wrapper
                && wrapper.getRequest() instanceof HttpServletRequest wrapped) {
            inner = wrapped;
        }
        return inner;
    }
}
