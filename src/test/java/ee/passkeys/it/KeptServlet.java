// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Says what the session keeps, and has it keep what is sent. */
@WebServlet("/user/kept")
public class KeptServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getParameter("keep") != null) {
            request.getSession().setAttribute("kept", request.getParameter("keep"));
        }
        response.setContentType("text/plain");
        response.getWriter()
                .print(request.getRemoteUser() + " " + request.getSession().getAttribute("kept"));
    }
}
