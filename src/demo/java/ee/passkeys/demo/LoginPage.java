// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.demo;

import static jakarta.security.enterprise.authentication.mechanism.http.AuthenticationParameters.withParams;

import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.SecurityContext;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where one signs in, by password or by passkey. The container forwards to it when a page needs a sign-in; that page is where the sign-in
 * leads to.
 */
@WebServlet("/login")
public class LoginPage extends HttpServlet {

    /** A path without a way up, and without two slashes that would begin another host. */
    private static final Pattern PATH = Pattern.compile("(?!.*(//|\\.\\.))/[\\w./~?=&%-]*");

    @Inject
    transient SecurityContext security;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        boolean forwarded = request.getAttribute(RequestDispatcher.FORWARD_REQUEST_URI) != null;
        if (request.getMethod().equals("POST") && !forwarded) {
            signIn(request, response);
        } else {
            show(request, response);
        }
    }

    /** Who is signed in already is signed out first: else the mechanism knows the caller from the session, and looks at no password. */
    private void signIn(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
        if (!OwnForms.isFromHere(request)) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        request.logout();
        UsernamePasswordCredential credential =
                new UsernamePasswordCredential(text(request, "name"), text(request, "password"));
        AuthenticationStatus status = security.authenticate(
                request, response, withParams().credential(credential).newAuthentication(true));
        if (status == AuthenticationStatus.SUCCESS) {
            response.sendRedirect(returnTo(request));
        } else {
            forgetAttempt(request);
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            show(request, response);
        }
    }

    /**
     * After a wrong password the mechanism takes every request of this session for the next attempt, and answers protected pages with an
     * empty one.
     */
    private static void forgetAttempt(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
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
        String wish = forwardedFrom(request).orElseGet(() -> text(request, "returnTo"));
        String home = request.getContextPath() + "/";
        boolean ours = wish.startsWith(home) && PATH.matcher(wish).matches();
        return ours ? wish : home + "user/";
    }

    private static Optional<String> forwardedFrom(HttpServletRequest request) {
        Object query = request.getAttribute(RequestDispatcher.FORWARD_QUERY_STRING);
        return Optional.ofNullable(request.getAttribute(RequestDispatcher.FORWARD_REQUEST_URI))
                .map(path -> query == null ? path.toString() : path + "?" + query);
    }

    private static String text(HttpServletRequest request, String field) {
        return Optional.ofNullable(request.getParameter(field)).orElse("");
    }
}
