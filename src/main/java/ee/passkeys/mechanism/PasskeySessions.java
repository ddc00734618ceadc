// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.mechanism;

import ee.passkeys.config.Settings.GroupSettings;
import ee.passkeys.config.Switch;
import ee.passkeys.problem.Problem;
import ee.passkeys.problem.ProblemCode;
import ee.passkeys.savedrequest.RequestCache;
import ee.passkeys.session.LoginRecord;
import ee.passkeys.session.Revocations;
import ee.passkeys.value.RelativeAddress;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Ends sessions that began with a passkey when passkeys are disabled, that passkey is revoked, or its origin may give less. */
public final class PasskeySessions {

    private PasskeySessions() {}

    /**
     * Ends the request's session where it began with a passkey, whatever the container remembers of the caller. People come to the page
     * again, as guests; programs are told that nobody is signed in.
     *
     * @param request the current one
     * @param response its response
     * @return whether there was such a session; the response is written then
     * @throws IOException when the answer cannot be sent
     * @throws ServletException when the container fails to sign the caller out
     */
    public static boolean isEnded(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        return LoginRecord.of(request).filter(LoginRecord::byPasskey).isPresent() && isEndedNow(request, response);
    }

    /**
     * The same while passkeys are on, where the session began before they were last off.
     *
     * @param request the current one
     * @param response its response
     * @param passkeys the switch
     * @return whether there was such a session; the response is written then
     * @throws IOException when the answer cannot be sent
     * @throws ServletException when the container fails to sign the caller out
     */
    public static boolean isEndedFromBefore(HttpServletRequest request, HttpServletResponse response, Switch passkeys)
            throws IOException, ServletException {
        return LoginRecord.of(request)
                        .filter(login -> login.byPasskey() && login.isFromBefore(passkeys))
                        .isPresent()
                && isEndedNow(request, response);
    }

    /**
     * The same where the passkey that the session began with was revoked since.
     *
     * @param request the current one
     * @param response its response
     * @param revocations what was revoked
     * @return whether there was such a session; the response is written then
     * @throws IOException when the answer cannot be sent
     * @throws ServletException when the container fails to sign the caller out
     */
    public static boolean isRevoked(HttpServletRequest request, HttpServletResponse response, Revocations revocations)
            throws IOException, ServletException {
        return !revocations.isEmpty()
                && LoginRecord.ofSession(request).filter(revocations::end).isPresent()
                && isEndedNow(request, response);
    }

    /**
     * The same where the session gives groups that the origin of its passkey may not give any more.
     *
     * @param request the current one
     * @param response its response
     * @param settings what origins may give
     * @return whether there was such a session; the response is written then
     * @throws IOException when the answer cannot be sent
     * @throws ServletException when the container fails to sign the caller out
     */
    public static boolean isBeyond(HttpServletRequest request, HttpServletResponse response, GroupSettings settings)
            throws IOException, ServletException {
        return !settings.byOrigin().isEmpty()
                && LoginRecord.ofSession(request)
                        .filter(login -> login.byPasskey() && !login.keepsTo(settings))
                        .isPresent()
                && isEndedNow(request, response);
    }

    private static boolean isEndedNow(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        LoginRecord.forget(request);
        if (request.getUserPrincipal() == null) {
            return false;
        }
        PasskeyLogin.end(request);
        leadBack(request, response);
        return true;
    }

    /**
     * Tells a program that there are no passkeys now.
     *
     * @param response what is written
     * @throws IOException when the answer cannot be sent
     */
    public static void tellSwitchedOff(HttpServletResponse response) throws IOException {
        SignInEntryPoint.refuse(
                response,
                new Problem("temporarily-unavailable", 503, "Passkeys are disabled. Sign in without a passkey."));
    }

    private static void leadBack(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!SignInEntryPoint.isPerson(request)) {
            SignInEntryPoint.refuse(response, ProblemCode.NOT_SIGNED_IN);
            return;
        }
        response.setHeader("Cache-Control", "no-store");
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader(
                "Location",
                RelativeAddress.from(
                        request.getContextPath(), request.getRequestURI(), RequestCache.addressOf(request)));
    }
}
