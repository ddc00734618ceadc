// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.demo;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** Where one makes an account: with a passkey, which the page's script does, or with a password, which this does. */
@WebServlet("/sign-up")
public class SignUpPage extends HttpServlet {

    private static final int SHORTEST_PASSWORD = 8;
    private static final int LONGEST_TEXT = 100;

    @Inject
    transient Accounts accounts;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        show(request, "", response);
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!OwnForms.isFromHere(request)) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        String name = text(request, "name");
        String displayName = text(request, "displayName");
        String password = Optional.ofNullable(request.getParameter("password")).orElse("");
        if (password.length() < SHORTEST_PASSWORD || password.length() > LONGEST_TEXT) {
            show(request, "Please choose a password of 8 to 100 characters.", response);
        } else if (displayName.length() > LONGEST_TEXT || !accounts.isFree(name)) {
            show(request, "This name is already in use, or cannot be used. Please choose another one.", response);
        } else {
            create(name, displayName, password);
            response.sendRedirect(request.getContextPath() + "/login?welcome");
        }
    }

    /** Of two equal requests at once, as a double click makes them, the slower one finds its account made. */
    private void create(String name, String displayName, String password) {
        try {
            accounts.create(name, displayName, password, Set.of(Accounts.USER));
        } catch (IllegalStateException e) {
            if (accounts.find(name, password.toCharArray()).isEmpty()) {
                throw e;
            }
        }
    }

    private static String text(HttpServletRequest request, String field) {
        return Optional.ofNullable(request.getParameter(field)).orElse("").strip();
    }

    private static void show(HttpServletRequest request, String problem, HttpServletResponse response)
            throws IOException {
        new Page(request, "Create an account")
                .with("problem", problem)
                .with("typed-name", text(request, "name"))
                .with("typed-display-name", text(request, "displayName"))
                .with("opened", problem.isEmpty() ? "" : "open")
                .showWhen("refused", !problem.isEmpty())
                .send(response, "sign-up.html");
    }
}
