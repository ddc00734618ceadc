// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.testkit.kinds;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A login page whose authors forgot to say what it is. */
@WebServlet("/form")
public class FormServlet extends HttpServlet {

    private static final String PAGE = "<!DOCTYPE html><html><head><title>Log in</title></head><body>"
            + "<form method='post' action='j_security_check'><input name='j_username'><input type='password' name='j_password'>"
            + "</form></body></html>";

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if ("writer".equals(request.getHeader("X-Write"))) {
            response.getWriter().print(PAGE);
        } else {
            response.getOutputStream().write(PAGE.getBytes(StandardCharsets.UTF_8));
        }
    }
}
