// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.mechanism;

import ee.passkeys.problem.Json;
import ee.passkeys.problem.Problem;
import ee.passkeys.problem.ProblemCode;
import ee.passkeys.savedrequest.RequestCache;
import ee.passkeys.savedrequest.ReturnTo;
import ee.passkeys.value.RelativeAddress;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Entry point to the sign-in: answers a request that requires a sign-in with the sign-in page for browsers, and with a problem for API
 * clients.
 */
public final class SignInEntryPoint {

    /** Tells our pages to say that what was sent has to be sent again. */
    private static final String RESEND = "resend=true";

    private SignInEntryPoint() {}

    static void send(HttpServletRequest request, HttpServletResponse response, String loginPage) throws IOException {
        if (isPerson(request)) {
            lead(request, response, loginPage);
        } else {
            refuse(response, ProblemCode.NOT_SIGNED_IN);
        }
    }

    /**
     * Redirects a person to a page of ours, which leads back. A body is resumed then, where it may be.
     *
     * @param request the current one
     * @param response its response
     * @param page path within the application
     * @throws IOException when the answer cannot be sent
     */
    public static void lead(HttpServletRequest request, HttpServletResponse response, String page) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        // Before there is a new session, whose id would be seen in the address.
        String address = response.encodeRedirectURL(ReturnTo.pageLeadingBack(request, page));
        switch (RequestCache.save(request)) {
            case SAVED -> redirect(request, response, address);
            case NOT_SAVED -> redirect(request, response, address + (address.contains("?") ? "&" : "?") + RESEND);
            case TOO_LARGE -> response.sendError(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
        }
    }

    /** Not sendRedirect: that makes the address absolute, with the host and the path that a proxy in front may have changed. */
    private static void redirect(HttpServletRequest request, HttpServletResponse response, String target)
            throws IOException {
        response.setStatus(HttpServletResponse.SC_FOUND);
        response.setHeader("Location", RelativeAddress.from(request.getContextPath(), request.getRequestURI(), target));
        response.setContentLength(0);
        response.flushBuffer();
    }

    /**
     * Tells a program why its request does not go on.
     *
     * @param response to the request
     * @param why the problem
     * @throws IOException when the answer cannot be sent
     */
    public static void refuse(HttpServletResponse response, ProblemCode why) throws IOException {
        refuse(response, Problem.of(why));
    }

    static void refuse(HttpServletResponse response, Problem problem) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        String text = Json.write(problem.toJson());
        response.setStatus(problem.status());
        response.setContentType(Problem.MEDIA_TYPE);
        // WildFly puts its own error page over what is not sent yet.
        try (OutputStream body = response.getOutputStream()) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            response.setContentLength(bytes.length);
            body.write(bytes);
        } catch (IllegalStateException e) {
            writeAsText(text, response);
        }
    }

    /** The application has asked for the writer before, and its charset is settled. */
    private static void writeAsText(String text, HttpServletResponse response) throws IOException {
        response.resetBuffer();
        try (Writer writer = response.getWriter()) {
            response.setContentLength(text.getBytes(response.getCharacterEncoding()).length);
            writer.write(text);
        }
    }

    /**
     * Whether a person waits for the answer. A browser that goes to a page says so; a script that fetches, and a program, do not.
     *
     * @param request the current one
     * @return false for programs
     */
    public static boolean isPerson(HttpServletRequest request) {
        String accept = String.valueOf(request.getHeader("Accept")).toLowerCase(Locale.ROOT);
        String mode = request.getHeader("Sec-Fetch-Mode");
        boolean script = "XMLHttpRequest".equals(request.getHeader("X-Requested-With"));
        return accept.contains("text/html") && !script && (mode == null || mode.equals("navigate"));
    }
}
