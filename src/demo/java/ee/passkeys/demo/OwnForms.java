// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.demo;

import jakarta.servlet.http.HttpServletRequest;

/** Tells forms of this site from forms of others. Browsers say where a form came from, and pages cannot change what they say. */
final class OwnForms {

    private OwnForms() {}

    static boolean isFromHere(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        String origin = request.getHeader("Origin");
        boolean sameSite = site == null || site.equals("same-origin");
        boolean sameOrigin =
                origin != null && origin.replaceFirst("^https?://", "").equals(request.getHeader("Host"));
        return sameSite && sameOrigin;
    }
}
