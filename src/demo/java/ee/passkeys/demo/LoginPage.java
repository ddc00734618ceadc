// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.demo;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Where one signs in, by password or by passkey. */
@WebServlet("/login")
public class LoginPage extends HttpServlet {

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        new Page(request, "Sign in")
                .showWhen("wrong", request.getParameter("wrong") != null)
                .showWhen("welcome", request.getParameter("welcome") != null)
                .send(response, "login.html");
    }
}
