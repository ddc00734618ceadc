// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.testkit.kinds;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;

/** A mechanism that answers as a header of the request says; without it, it does nothing, as those do that look for a token and find none. */
@ApplicationScoped
public class AnsweringMechanism implements HttpAuthenticationMechanism {

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        switch (String.valueOf(request.getHeader("X-Answer"))) {
            case "user":
                return context.notifyContainerAboutLogin("zoe", Set.of("user"));
            case "unauthorized":
                return context.responseUnauthorized();
            case "status":
                response.setStatus(401);
                response.setHeader("WWW-Authenticate", "Token");
                return AuthenticationStatus.NOT_DONE;
            case "status of the context":
                context.getResponse().setStatus(403);
                return AuthenticationStatus.NOT_DONE;
            case "text":
                write(response);
                return AuthenticationStatus.NOT_DONE;
            case "failure":
                response.setStatus(403);
                write(response);
                return AuthenticationStatus.SEND_FAILURE;
            default:
                return AuthenticationStatus.NOT_DONE;
        }
    }

    private static void write(HttpServletResponse response) {
        try {
            response.setContentType("text/plain");
            response.getWriter().print("bring a token");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
