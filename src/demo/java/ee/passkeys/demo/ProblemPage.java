// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.demo;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** What is shown in place of a page that one may not see, that is not there, or that failed. */
@WebServlet("/problem")
public class ProblemPage extends HttpServlet {

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
                ? code
                : HttpServletResponse.SC_NOT_FOUND;
        response.setStatus(status);
        switch (status) {
            case HttpServletResponse.SC_FORBIDDEN ->
                show(request, response, "Not for you", "You may not see this page, or this form came from elsewhere.");
            case HttpServletResponse.SC_NOT_FOUND ->
                show(request, response, "Nothing here", "There is no page at this address.");
            default ->
                show(
                        request,
                        response,
                        "Something went wrong",
                        "This is our fault, not yours. Please try again later.");
        }
    }

    private static void show(HttpServletRequest request, HttpServletResponse response, String title, String explanation)
            throws IOException {
        new Page(request, title).with("explanation", explanation).send(response, "problem.html");
    }
}
