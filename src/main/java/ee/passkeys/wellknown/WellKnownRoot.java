// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.wellknown;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Servlet of a WAR that has nothing but the well-known files: its init parameters are their contents by path. It is copied into that WAR alone,
 * and so needs no other class.
 */
public final class WellKnownRoot extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** Made by the container. */
    public WellKnownRoot() {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String file = getInitParameter(request.getServletPath());
        if (file == null) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        byte[] body = file.getBytes(StandardCharsets.UTF_8);
        response.setContentType("application/json");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
