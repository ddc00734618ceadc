// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.testkit.kinds;

import jakarta.inject.Inject;
import jakarta.security.enterprise.SecurityContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;

/** Says who is there, in which of the roles {@code foo} and {@code bar}, and as how many principals of the application's own. */
@WebServlet({"/who", "/foo/who"})
public class WhoServlet extends HttpServlet {

    @Inject
    private SecurityContext security;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        response.getWriter().print(request.getRemoteUser());
        for (String role : new String[] {"foo", "bar"}) {
            response.getWriter().print(request.isUserInRole(role) ? " " + role : "");
        }
        long own = security.getPrincipalsByType(Principal.class).stream()
                .filter(principal -> principal.getClass().getSimpleName().equals("ClerkPrincipal"))
                .count();
        response.getWriter().print(own == 0 ? "" : " clerk");
    }
}
