// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.mechanism;

import ee.passkeys.session.LoginByCode;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.SecurityContext;
import jakarta.security.enterprise.authentication.mechanism.http.AuthenticationParameters;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;

/** Request whose {@code login} uses the passkey mechanism: Payara rejects it otherwise, and WildFly forgets it at the next request. */
final class LoginRequest extends HttpServletRequestWrapper {

    private final HttpServletResponse response;

    LoginRequest(HttpServletRequest request, HttpServletResponse response) {
        super(request);
        this.response = response;
    }

    @Override
    public void login(String name, String password) throws ServletException {
        if (getUserPrincipal() != null) {
            throw new ServletException("a user is already signed in");
        }
        LoginByCode.begin(this);
        try {
            if (authenticate(name, password) != AuthenticationStatus.SUCCESS) {
                throw new ServletException("the login was refused");
            }
        } finally {
            LoginByCode.end(this);
        }
    }

    private AuthenticationStatus authenticate(String name, String password) {
        return CDI.current()
                .select(SecurityContext.class)
                .get()
                .authenticate(
                        (HttpServletRequest) getRequest(),
                        response,
                        AuthenticationParameters.withParams()
                                .credential(new UsernamePasswordCredential(name, password)));
    }
}
