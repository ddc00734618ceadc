// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.doctor;

import static ee.passkeys.doctor.cure.Finding.fine;
import static ee.passkeys.doctor.cure.Finding.note;
import static ee.passkeys.doctor.cure.Finding.wrong;

import ee.passkeys.doctor.cure.Cures;
import ee.passkeys.doctor.cure.Finding;
import ee.passkeys.server.ServerProfile;
import jakarta.servlet.ServletContext;
import jakarta.servlet.SessionTrackingMode;

/**
 * Check of the session cookie and of session IDs in URLs. The cookie is the application's, and what it lacks is not ours to add: another
 * part may have its reasons.
 *
 * @param httpOnly whether it is kept from scripts
 * @param secure whether it goes over https alone
 * @param inAddresses whether session ids are put into addresses where a browser takes no cookie
 */
record CookieCheck(boolean httpOnly, boolean secure, boolean inAddresses) {

    static final String COOKIE = "session-cookie";
    static final String TRACKING = "session-tracking";

    static CookieCheck of(ServletContext context) {
        return new CookieCheck(
                context.getSessionCookieConfig().isHttpOnly(),
                context.getSessionCookieConfig().isSecure(),
                context.getEffectiveSessionTrackingModes().contains(SessionTrackingMode.URL));
    }

    /** Payara makes a cookie secure by itself where the request is; that is not for others to see. */
    Finding cookie(ServerProfile server, boolean httpsOnly, Cures cures) {
        if (httpOnly && (secure || !httpsOnly)) {
            return fine(COOKIE, "The session cookie is " + (secure ? "http-only and secure." : "http-only."));
        }
        if (httpOnly && server.securesCookieByRequest()) {
            return note(
                    COOKIE,
                    "The session cookie is http-only. It is secure only if the server treats the request as https.",
                    cures.sessionCookie());
        }
        return wrong(
                COOKIE,
                "The session cookie lacks " + (httpOnly ? "" : "http-only")
                        + (httpOnly || secure || !httpsOnly ? "" : " and ") + (secure || !httpsOnly ? "" : "secure")
                        + ".",
                cures.sessionCookie());
    }

    Finding tracking(Cures cures) {
        return inAddresses
                ? wrong(
                        TRACKING,
                        "Session IDs appear in URLs, which end up in logs, browser histories and Referer headers.",
                        cures.trackingByCookie())
                : fine(TRACKING, "Session IDs do not appear in URLs.");
    }
}
