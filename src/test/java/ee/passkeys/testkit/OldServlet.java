// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.testkit;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** A servlet of an old application: says who is there, and signs in and out by code. */
@WebServlet({"/user/who", "/who"})
public class OldServlet extends HttpServlet {

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        String logout = request.getParameter("logout");
        if ("first".equals(logout)) {
            request.logout();
        }
        String name = request.getParameter("login");
        if (name != null) {
            // Payara forgets who signed in where there is no session.
            request.getSession(true);
            request.login(name, request.getParameter("password"));
        }
        if ("now".equals(logout)) {
            request.logout();
        }
        response.setContentType("text/plain");
        response.getWriter().print(request.getRemoteUser() + " " + request.isUserInRole("user"));
    }
}
