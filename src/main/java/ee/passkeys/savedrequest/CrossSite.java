// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.savedrequest;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Locale;

/** Check for requests from pages of other sites. Its session cookie may have been held back, so that a user looks like a guest. */
final class CrossSite {

    private CrossSite() {}

    static boolean isForeign(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        String origin = request.getHeader("Origin");
        return site == null ? origin != null && !isHost(origin, request) : site.equals("cross-site");
    }

    private static boolean isHost(String origin, HttpServletRequest request) {
        try {
            String authority = URI.create(origin.toLowerCase(Locale.ROOT)).getAuthority();
            String host = request.getHeader("Host");
            return authority != null && host != null && authority.equals(host.toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
