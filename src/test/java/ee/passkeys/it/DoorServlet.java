// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import jakarta.security.auth.message.config.AuthConfigFactory;
import jakarta.servlet.ServletContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Says what the container asks about the callers of this application. */
@WebServlet("/door")
public class DoorServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ServletContext context = request.getServletContext();
        String application = context.getVirtualServerName() + " " + context.getContextPath();
        response.setContentType("text/plain");
        response.getWriter()
                .print(AuthConfigFactory.getFactory()
                        .getConfigProvider("HttpServlet", application, null)
                        .getClass()
                        .getSimpleName());
    }
}
