// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.testkit;

import jakarta.security.auth.message.config.AuthConfigFactory;
import jakarta.servlet.ServletContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The tests' hand on a setting of the running server: writes a system property, and says who asks for passwords. */
@WebServlet("/test/switch")
public class SwitchServlet extends HttpServlet {

    /** Says whether the container has a mechanism for this application. */
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ServletContext context = request.getServletContext();
        String name = context.getVirtualServerName() + " " + context.getContextPath();
        boolean none = AuthConfigFactory.getFactory().getConfigProvider("HttpServlet", name, null) == null;
        response.getWriter().print(none ? "container" : "mechanism");
    }

    /** Sets a property. */
    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) {
        System.setProperty(request.getParameter("key"), request.getParameter("value"));
    }
}
