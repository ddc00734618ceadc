// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.wellknown;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toUnmodifiableMap;

import ee.passkeys.config.AppSettings;
import ee.passkeys.config.RelyingParties;
import ee.passkeys.config.RelyingPartySettings;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Servlet for the well-known files: JSON, without redirect and without sign-in. */
public final class WellKnownServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** The files by their paths, for each RP ID. */
    private final transient Map<String, Map<String, String>> files;

    private final transient RelyingParties relyingParties;

    /**
     * Takes what the files are made of.
     *
     * @param relyingParties the origins, of the web and of Android apps
     * @param apps the names of the apps
     * @param contextPath the application's path, empty at the root of the host
     */
    public WellKnownServlet(RelyingParties relyingParties, AppSettings apps, String contextPath) {
        this.relyingParties = relyingParties;
        this.files = relyingParties.allWithPrevious().stream()
                .collect(toUnmodifiableMap(
                        RelyingPartySettings::id, relyingParty -> WellKnownFiles.of(relyingParty, apps, contextPath)));
    }

    /**
     * Returns the paths that are served.
     *
     * @return each from the root of the host, such as {@code /.well-known/webauthn}
     */
    public Set<String> paths() {
        return files.values().iterator().next().keySet();
    }

    /**
     * Returns the content by path.
     *
     * @param relyingParty one of those that the servlet was made for
     * @return JSON by path
     */
    public Map<String, String> contents(RelyingPartySettings relyingParty) {
        return requireNonNull(files.get(relyingParty.id()));
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String file = at(request.getServerName())
                .map(relyingParty -> contents(relyingParty).get(request.getServletPath()))
                .orElse(null);
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

    /** Browsers look on the host that is named by the RP ID, which need not be one where users are. */
    private Optional<RelyingPartySettings> at(String host) {
        return relyingParties.allWithPrevious().stream()
                .filter(relyingParty -> relyingParty.id().equalsIgnoreCase(host))
                .findFirst()
                .or(() -> relyingParties.at(host));
    }
}
