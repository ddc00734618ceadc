// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.demo;

import static jakarta.security.enterprise.authentication.mechanism.http.AuthenticationParameters.withParams;

import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.SecurityContext;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/**
 * Where one signs in, by password or by passkey. The container forwards to it when a page needs a sign-in; that page is where the sign-in
 * leads to.
 */
@WebServlet("/login")
public class LoginPage extends HttpServlet {

    @Inject
    @SuppressWarnings("NullAway.Init") // by the container
    transient SecurityContext security;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean forwarded = request.getAttribute(RequestDispatcher.FORWARD_REQUEST_URI) != null;
        if (request.getMethod().equals("POST") && !forwarded) {
            signIn(request, response);
        } else {
            show(request, response);
        }
    }

    private void signIn(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!OwnForms.isFromHere(request)) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        UsernamePasswordCredential credential =
                new UsernamePasswordCredential(text(request, "name"), text(request, "password"));
        AuthenticationStatus status = security.authenticate(
                request, response, withParams().credential(credential).newAuthentication(true));
        if (status == AuthenticationStatus.SUCCESS) {
            response.sendRedirect(returnTo(request));
        } else {
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            show(request, response);
        }
    }

    private static void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
        new Page(request, "Sign in")
                .with("return-to", returnTo(request))
                .with("typed-name", text(request, "name"))
                .showWhen("wrong", response.getStatus() == HttpServletResponse.SC_UNAUTHORIZED)
                .showWhen("welcome", request.getParameter("welcome") != null)
                .send(response, "login.html");
    }

    /** The page that was asked for, if it is one of ours; else the user's. */
    private static String returnTo(HttpServletRequest request) {
        Object forwardedFrom = request.getAttribute(RequestDispatcher.FORWARD_REQUEST_URI);
        String wish = forwardedFrom == null ? text(request, "returnTo") : forwardedFrom.toString();
        String home = request.getContextPath() + "/";
        boolean ours = wish.startsWith(home) && wish.matches("/([\\w.~-][\\w./~?=&%-]*)?");
        return ours ? wish : home + "user/";
    }

    private static String text(HttpServletRequest request, String field) {
        return Optional.ofNullable(request.getParameter(field)).orElse("");
    }
}
