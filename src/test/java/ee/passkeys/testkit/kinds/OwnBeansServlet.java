// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.testkit.kinds;

import ee.passkeys.testkit.OldMechanism;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;

/** Says what the application gets for what it asks CDI for. */
@WebServlet({"/beans", "/user/beans"})
public class OwnBeansServlet extends HttpServlet {

    @Inject
    Clock clock;

    @Inject
    Instance<SecureRandom> randoms;

    @Inject
    Instance<HttpAuthenticationMechanism> mechanisms;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        response.getWriter()
                .print(request.getRemoteUser() + "|" + clock.millis() + "|" + randoms.isResolvable() + "|"
                        + mechanisms.isResolvable() + "|" + (mechanisms.get() instanceof OldMechanism) + "|"
                        + request.getAttribute(MechanismDecorator.PASSED));
    }
}
