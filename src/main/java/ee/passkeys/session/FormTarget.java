// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.session;

import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;

/**
 * Target of login forms, {@code j_security_check}.
 *
 * @see <a href="https://jakarta.ee/specifications/servlet/6.0/jakarta-servlet-spec-6.0#form-based-authentication">Jakarta Servlet, Form Based
 *     Authentication</a>
 */
public final class FormTarget {

    /** With the session ID that a container appends for a browser that has no cookie yet. */
    private static final Pattern PATH = Pattern.compile(".*/j_security_check(?:;[^/]*)?");

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
     * Whether a request goes to the target of login forms.
     *
     * @param request the current one
     * @return true for any method
     */
    public static boolean isAddressOf(HttpServletRequest request) {
        return PATH.matcher(request.getRequestURI()).matches();
    }
}
