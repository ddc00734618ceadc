// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.testkit.kinds;

import jakarta.security.auth.message.config.AuthConfigFactory;
import jakarta.security.auth.message.config.AuthConfigProvider;
import jakarta.servlet.ServletContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Says what is registered to be asked about the callers of this application. */
@WebServlet("/registration")
public class RegistrationServlet extends HttpServlet {

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ServletContext context = request.getServletContext();
        String application = context.getVirtualServerName() + " " + context.getContextPath();
        AuthConfigProvider provider =
                AuthConfigFactory.getFactory().getConfigProvider("HttpServlet", application, null);
        response.setContentType("text/plain");
        response.getWriter()
                .print(provider == null ? "nothing" : provider.getClass().getName());
    }
}
