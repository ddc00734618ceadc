// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.session;

import ee.passkeys.descriptor.PathVariants;
import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Target of login forms, {@code j_security_check}.
 *
 * @see <a href="https://jakarta.ee/specifications/servlet/6.0/jakarta-servlet-spec-6.0#form-based-authentication">Jakarta Servlet, Form Based
 *     Authentication</a>
 */
public final class FormTarget {

    private static final String NAME = "j_security_check";

    /** The last segment, with the session ID that a container appends for a browser that has no cookie yet. */
    private static final Pattern PATH = Pattern.compile(".*/([^/;]*)(?:;[^/]*)?");

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
     * Whether a request goes to the target of login forms. Containers look at the decoded path.
     *
     * @param request the current one
     * @return true for any method
     */
    public static boolean isAddressOf(HttpServletRequest request) {
        Matcher path = PATH.matcher(request.getRequestURI());
        return path.matches() && PathVariants.decoded(path.group(1)).equals(NAME);
    }
}
