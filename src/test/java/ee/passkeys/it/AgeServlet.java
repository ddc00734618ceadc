// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Lets a sign-in be a day older, as time does. */
@WebServlet("/test/age")
public class AgeServlet extends HttpServlet {

    private static final long serialVersionUID = 1;
    private static final String LOGIN = "ee.passkeys.login";

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        HttpSession session = request.getSession(false);
        if (session == null || !(session.getAttribute(LOGIN) instanceof Map<?, ?> login)) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND, "the session remembers no sign-in");
            return;
        }
        HashMap<Object, Object> older = new HashMap<>(login);
        for (String time : new String[] {"authenticatedAt", "passkeyVerifiedAt"}) {
            if (older.get(time) instanceof Long millis) {
                older.put(time, millis - Duration.ofDays(1).toMillis());
            }
        }
        session.setAttribute(LOGIN, older);
    }
}
