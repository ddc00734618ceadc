// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.mechanism;

import ee.passkeys.authorization.PasswordPolicy;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

/**
 * Request of an application with its own mechanism, whose {@code login} is performed by the container, as on WildFly, and undone if the
 * password is disabled.
 */
final class CheckedLoginRequest extends HttpServletRequestWrapper {

    private final PasswordPolicy rule;

    CheckedLoginRequest(HttpServletRequest request, PasswordPolicy rule) {
        super(request);
        this.rule = rule;
    }

    @Override
    public void login(String name, String password) throws ServletException {
        super.login(name, password);
        if (rule.isRefusedToCallerOf(this)) {
            logout();
            throw new ServletException("the login was refused");
        }
    }
}
