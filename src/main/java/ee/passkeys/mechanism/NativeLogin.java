// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.mechanism;

import ee.passkeys.server.ContainerLogin;
import ee.passkeys.session.FormTarget;
import ee.passkeys.session.SessionRenewal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Login of {@code web.xml} as the server performs it itself.
 *
 * @param container what the server does
 */
record NativeLogin(ContainerLogin container) {

    private static final String BASIC = "ee.passkeys.basic";

    /** Base64, its padding, and what follows. */
    private static final Pattern BASE64 = Pattern.compile("([A-Za-z0-9+/]*)(=*)(.*)", Pattern.DOTALL);

    /** Whether a request submits the form of the application. */
    boolean isFormTarget(HttpServletRequest request) {
        return container.takesFormAtAnyAddress() ? FormTarget.isAddressOf(request) : FormTarget.isSubmittedBy(request);
    }

    /** Called before the form is shown in place of a protected page. */
    void prepareForm(HttpServletRequest request, HttpServletResponse response) {
        request.getSession(true);
        if (container.renewsSessionForForm()) {
            SessionRenewal.renew(request);
        } else if (request.getMethod().equals("GET") && !response.containsHeader("Cache-Control")) {
            response.setHeader("Cache-Control", "no-store");
        }
    }

    /** The user name and the password in a header of BASIC, in Base64; empty where the server takes them for none. */
    Optional<byte[]> basic(String header) {
        Matcher parts = BASE64.matcher(header);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String text = parts.group(1);
        boolean padded = (text.length() + parts.group(2).length()) % 4 == 0
                || parts.group(2).length() > 2;
        boolean taken =
                !container.readsBasicStrictly() || (padded && parts.group(3).isEmpty());
        return taken && text.length() % 4 != 1 ? Optional.of(Base64.getDecoder().decode(text)) : Optional.empty();
    }

    /** The address that a sign-in by form redirects to. */
    String redirectTarget(String address, HttpServletResponse response) {
        return container.putsSessionIdIntoRedirect() ? response.encodeRedirectURL(address) : address;
    }

    /** Whether a BASIC password is verified that comes with a request for an unprotected page; a wrong one is refused then. */
    boolean verifiesAtOpenPages() {
        return container.verifiesBasicAtOpenPages();
    }

    /** Called after a BASIC password was verified. */
    void noteBasic(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (container.keepsBasicInSession() && session != null && session.getAttribute(BASIC) == null) {
            SessionRenewal.renew(request).setAttribute(BASIC, true);
        }
    }

    /** Whether an unprotected page knows a user of this session who signed in by BASIC. Nobody is known without the password here. */
    boolean knowsByBasic(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null && session.getAttribute(BASIC) != null;
    }

    /** Whether a sign-in by {@code HttpServletRequest.login} outlasts the request. */
    boolean keepsLoginByCode(HttpServletRequest request) {
        return container.makesSessionForLoginByCode() || request.getSession(false) != null;
    }

    /** The value of {@code getAuthType} after {@code HttpServletRequest.login}; empty for that of {@code login-config}. */
    Optional<String> authTypeOfLoginByCode() {
        return container.authTypeOfLoginByCode();
    }
}
