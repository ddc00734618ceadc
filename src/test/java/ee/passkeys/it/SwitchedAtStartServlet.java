// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import ee.passkeys.admin.RuntimeChanges;
import ee.passkeys.config.Switch;
import ee.passkeys.problem.ProblemException;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Says whether passkeys were on before the first request, and changes that for all nodes. */
@WebServlet(urlPatterns = "/at-start", loadOnStartup = 1)
public class SwitchedAtStartServlet extends HttpServlet {

    private boolean on;

    @Override
    public void init() {
        on = CDI.current().select(Switch.class).get().isOn();
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        String to = request.getParameter("to");
        RuntimeChanges changes = CDI.current().select(RuntimeChanges.class).get();
        try {
            if ("off".equals(to)) {
                changes.change("test", "passkeys.enabled", "false");
            } else if ("as-written".equals(to)) {
                changes.reset("test", "passkeys.enabled");
            }
        } catch (ProblemException e) {
            throw new ServletException(e);
        }
        response.getWriter().print(on);
    }
}
