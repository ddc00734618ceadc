// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.mechanism;

import ee.passkeys.session.FormTarget;
import ee.passkeys.session.SessionRenewal;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.Locale;
import java.util.Optional;

/** How a server performs {@code login-config} itself, where servers differ: no client shall see that it is performed by us. */
enum NativeLogin {

    /** Payara and GlassFish. */
    GLASSFISH,

    /** WildFly, and any other. */
    WILDFLY;

    private static final String BASIC = "ee.passkeys.basic";

    static NativeLogin of(ServletContext context) {
        String server = String.valueOf(context.getServerInfo()).toLowerCase(Locale.ROOT);
        return server.contains("payara") || server.contains("glassfish") ? GLASSFISH : WILDFLY;
    }

    /** Whether a request submits the form of the application. */
    boolean isFormTarget(HttpServletRequest request) {
        return this == GLASSFISH ? FormTarget.isAddressOf(request) : FormTarget.isSubmittedBy(request);
    }

    /** Called before the form is shown in place of a protected page. */
    void prepareForm(HttpServletRequest request, HttpServletResponse response) {
        request.getSession(true);
        if (this == GLASSFISH) {
            SessionRenewal.renew(request);
        } else if (request.getMethod().equals("GET") && !response.containsHeader("Cache-Control")) {
            response.setHeader("Cache-Control", "no-store");
        }
    }

    /** The request that is forwarded to the page with the form, or to that of a wrong password. */
    HttpServletRequest forPage(HttpServletRequest request) {
        return this == GLASSFISH
                ? request
                : new HttpServletRequestWrapper(request) {
                    @Override
                    public String getMethod() {
                        return "GET";
                    }
                };
    }

    /** The address that a sign-in by form redirects to. */
    String redirectTarget(String address, HttpServletResponse response) {
        return this == GLASSFISH ? response.encodeRedirectURL(address) : address;
    }

    /** Whether a BASIC password is verified that comes with a request for an unprotected page; a wrong one is refused then. */
    boolean verifiesAtOpenPages() {
        return this == WILDFLY;
    }

    /** Called after a BASIC password was verified. Payara keeps the user with the session, if there is one. */
    void noteBasic(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (this == GLASSFISH && session != null && session.getAttribute(BASIC) == null) {
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
        return this == WILDFLY || request.getSession(false) != null;
    }

    /** The value of {@code getAuthType} after {@code HttpServletRequest.login}; empty for that of {@code login-config}. */
    Optional<String> authTypeOfLoginByCode() {
        return this == WILDFLY ? Optional.of("Programmatic") : Optional.empty();
    }
}
