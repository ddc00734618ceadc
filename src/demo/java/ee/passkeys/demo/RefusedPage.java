// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.demo;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** What is shown in place of a page that one may not see. */
@WebServlet("/refused")
public class RefusedPage extends HttpServlet {

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        new Page(request, "Not for you").send(response, "refused.html");
    }
}
