// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.session;

import ee.passkeys.descriptor.PathVariants;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Target of login forms, {@code j_security_check}.
 *
 * @see <a href="https://jakarta.ee/specifications/servlet/6.0/jakarta-servlet-spec-6.0#form-based-authentication">Jakarta Servlet, Form Based
 *     Authentication</a>
 */
public final class FormTarget {

    private static final String NAME = "j_security_check";

    private FormTarget() {}

    /**
     * Whether a request submits a login form.
     *
     * @param request the current one
     * @return true only for POST
     */
    public static boolean isSubmittedBy(HttpServletRequest request) {
        return request.getMethod().equals("POST") && isAddressOf(request);
    }

    /**
     * Whether a request goes to the target of login forms. Containers look at the decoded path, without the session ID that they append for a
     * browser that has no cookie yet. Every request asks.
     *
     * @param request the current one
     * @return true for any method
     */
    public static boolean isAddressOf(HttpServletRequest request) {
        String path = request.getRequestURI();
        int segment = path.lastIndexOf('/') + 1;
        int parameters = path.indexOf(';', segment);
        String name = path.substring(segment, parameters < 0 ? path.length() : parameters);
        return segment > 0 && PathVariants.decoded(name).equals(NAME);
    }
}
