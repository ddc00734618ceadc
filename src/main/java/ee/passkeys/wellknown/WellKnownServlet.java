// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.wellknown;

import static java.nio.charset.StandardCharsets.UTF_8;

import ee.passkeys.config.AppSettings;
import ee.passkeys.config.RelyingPartySettings;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/** Servlet for the well-known files: JSON, without redirect and without sign-in. */
public final class WellKnownServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** The files by their paths. */
    private final transient Map<String, String> files;

    /**
     * Takes what the files are made of.
     *
     * @param relyingParty the origins, of the web and of Android apps
     * @param apps the names of the apps
     * @param contextPath the application's path, empty at the root of the host
     */
    public WellKnownServlet(RelyingPartySettings relyingParty, AppSettings apps, String contextPath) {
        this.files = WellKnownFiles.of(relyingParty, apps, contextPath);
    }

    /**
     * Returns the paths that are served.
     *
     * @return each from the root of the host, such as {@code /.well-known/webauthn}
     */
    public Set<String> paths() {
        return files.keySet();
    }

    /**
     * Returns the content by path.
     *
     * @return JSON by path
     */
    public Map<String, String> contents() {
        return files;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String file = files.get(request.getServletPath());
        if (file == null) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        byte[] body = file.getBytes(UTF_8);
        response.setContentType("application/json");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
