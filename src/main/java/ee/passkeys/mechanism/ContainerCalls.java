// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.mechanism;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Notes on a request of the calls by which the container asks the mechanism about it. It asks once by itself, before the application sees the
 * request; whatever comes then is asked by code of the application.
 */
public final class ContainerCalls {

    /** How often so far. */
    private static final String CALLS = "ee.passkeys.container-calls";

    /** Set where a setting of ours requires a user. */
    private static final String BY_RULE = "ee.passkeys.call-by-rule";

    private ContainerCalls() {}

    /**
     * Whether the container has asked about a request.
     *
     * @param request the current one
     * @return false where the container does not know the mechanism, or takes another
     */
    public static boolean wasMade(HttpServletRequest request) {
        return request.getAttribute(CALLS) != null;
    }

    /**
     * Marks a request for which a setting of ours requires a user where the container does not: the next call is answered as if the container did.
     *
     * @param request the current one
     */
    public static void requireUser(HttpServletRequest request) {
        request.setAttribute(CALLS, 0);
        request.setAttribute(BY_RULE, true);
    }

    static boolean isByCode(HttpServletRequest request) {
        return request.getAttribute(CALLS) instanceof Integer calls && calls > 1;
    }

    static boolean isByRule(HttpServletRequest request) {
        return request.getAttribute(BY_RULE) != null;
    }

    static void note(HttpServletRequest request) {
        request.setAttribute(CALLS, request.getAttribute(CALLS) instanceof Integer calls ? calls + 1 : 1);
    }
}
