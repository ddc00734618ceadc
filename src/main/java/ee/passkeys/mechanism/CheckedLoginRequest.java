// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.mechanism;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

/**
 * A request of an application with a mechanism of its own, whose {@code login} is left to the container, as WildFly does it, and is taken back
 * where the password is switched off.
 */
final class CheckedLoginRequest extends HttpServletRequestWrapper {

    private final PasswordRule rule;

    CheckedLoginRequest(HttpServletRequest request, PasswordRule rule) {
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
