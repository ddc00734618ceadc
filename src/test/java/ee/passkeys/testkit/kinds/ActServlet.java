// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.testkit.kinds;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Does what the query says, one thing after the other, such as {@code ?login-bob,who,logout}, and says what it sees then. The parameters are
 * not read, so that a body stays as it came.
 */
@WebServlet({"/foo/act", "/open/act"})
public class ActServlet extends HttpServlet {

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        List<String> seen = new ArrayList<>(List.of(request.getMethod()));
        String query = request.getQueryString();
        for (String step : (query == null ? "who" : query).split(",")) {
            String result = step(step, request, response);
            if (result == null) {
                return;
            }
            seen.add(result);
        }
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter().print(String.join(" ", seen));
    }

    private static @Nullable String step(String step, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        switch (step) {
            case "authenticate":
                return request.authenticate(response) ? "true" : null;
            case "look":
                return String.valueOf(request.authenticate(response));
            case "login-bob":
                return login(request, "bob", "four-candles");
            case "login-nobody":
                return login(request, "nobody", "fork-handles");
            case "logout":
                request.logout();
                return "out";
            case "session":
                return String.valueOf(request.getSession(true).isNew());
            case "body":
                return new String(request.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            default:
                return who(request);
        }
    }

    private static String login(HttpServletRequest request, String name, String password) {
        try {
            request.login(name, password);
            return "in";
        } catch (ServletException e) {
            return "refused";
        }
    }

    private static String who(HttpServletRequest request) {
        return request.getRemoteUser() + "/" + request.getAuthType() + "/" + request.isUserInRole("user") + "/"
                + (request.getSession(false) == null ? "no session" : "session");
    }
}
