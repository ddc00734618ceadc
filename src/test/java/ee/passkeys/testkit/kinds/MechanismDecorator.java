// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.testkit.kinds;

import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import jakarta.security.enterprise.AuthenticationException;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Counts how often it is passed at one request. */
@Decorator
@Priority(Interceptor.Priority.APPLICATION)
public class MechanismDecorator implements HttpAuthenticationMechanism {

    static final String PASSED = "decorator.passed";

    @Inject
    @Delegate
    @Any
    HttpAuthenticationMechanism decorated;

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context)
            throws AuthenticationException {
        int before = request.getAttribute(PASSED) instanceof Integer passed ? passed : 0;
        request.setAttribute(PASSED, before + 1);
        return decorated.validateRequest(request, response, context);
    }
}
