// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.rest;

import static java.util.stream.Collectors.toUnmodifiableSet;

import ee.passkeys.config.RelyingParties;
import ee.passkeys.value.Origin;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * Filter that lets the front ends of the settings read the answers of the endpoints, and answers what their browsers ask beforehand. Requests of
 * all other origins pass as if it were not there.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#http-cors-protocol">Fetch, CORS protocol</a>
 */
public final class CorsFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private static final String METHODS = "GET, POST, PATCH, DELETE";
    private static final String HEADERS = "Content-Type, Authorization, DPoP";
    private static final String READABLE = "Location, Retry-After, WWW-Authenticate";
    private static final String MAX_AGE = "600";

    private final transient Set<String> origins;
    private final transient RelyingParties relyingParties;

    /**
     * Allows some origins.
     *
     * @param origins of the front ends, compared as texts
     * @param relyingParties which host each of them may call: one of its own relying party
     */
    public CorsFilter(List<Origin> origins, RelyingParties relyingParties) {
        this.relyingParties = relyingParties;
        this.origins = origins.stream().map(Origin::text).collect(toUnmodifiableSet());
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String origin = request.getHeader("Origin");
        if (origin == null || !origins.contains(origin) || !isOfHost(origin, request.getServerName())) {
            chain.doFilter(request, response);
            return;
        }
        response.setHeader("Access-Control-Allow-Origin", origin);
        response.setHeader("Access-Control-Allow-Credentials", "true");
        response.addHeader("Vary", "Origin");
        if (isPreflight(request)) {
            answer(response);
        } else {
            response.setHeader("Access-Control-Expose-Headers", READABLE);
            chain.doFilter(request, response);
        }
    }

    private boolean isOfHost(String origin, String host) {
        return relyingParties
                .at(host)
                .filter(relyingParty -> relyingParty.accepts(new Origin(origin)))
                .isPresent();
    }

    private static boolean isPreflight(HttpServletRequest request) {
        return request.getMethod().equals("OPTIONS") && request.getHeader("Access-Control-Request-Method") != null;
    }

    private static void answer(HttpServletResponse response) {
        response.setHeader("Access-Control-Allow-Methods", METHODS);
        response.setHeader("Access-Control-Allow-Headers", HEADERS);
        response.setHeader("Access-Control-Max-Age", MAX_AGE);
        response.setHeader("Cache-Control", "no-store");
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }
}
