// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.rest;

import ee.passkeys.audit.AuditRecorder;
import ee.passkeys.config.RelyingPartySettings;
import ee.passkeys.config.Settings;
import ee.passkeys.problem.Problem;
import ee.passkeys.problem.ProblemCode;
import ee.passkeys.problem.ProblemException;
import ee.passkeys.value.Origin;
import ee.passkeys.value.OwnPaths;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Request filter that checks each request to an endpoint: rate limit, size, origin and content type, so that forms of other sites are
 * rejected.
 */
@PreMatching
@ApplicationScoped
@Typed(RequestGuard.class)
public class RequestGuard implements ContainerRequestFilter {

    /**
     * Request attribute that marks checked requests. The endpoints serve no other: an application's own JAX-RS application may have found
     * them, too.
     */
    static final String PASSED = "ee.passkeys.gate";

    private static final int MOST_BYTES = 64 * 1024;
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> SITES_OF_OURS = Set.of("same-origin", "none");

    @Inject
    Settings settings;

    @Inject
    RateLimits limits;

    @Inject
    WrongAddresses addresses;

    @Inject
    AuditRecorder audit;

    @Context
    HttpServletRequest http;

    /** Made by the container. */
    public RequestGuard() {}

    @Override
    public void filter(ContainerRequestContext request) throws IOException {
        seeFromTheRoot(request);
        try {
            check(request);
        } catch (RefusedException e) {
            request.abortWith(Problems.response(e));
        } catch (ProblemException e) {
            request.abortWith(Problems.response(e));
        }
    }

    /**
     * Checks a request, and marks it as checked.
     *
     * @throws RefusedException {@code too-many-requests}, {@code unsupported-media-type} or {@code request-too-large}
     * @throws ProblemException {@code foreign-origin}
     */
    void check(ContainerRequestContext request) throws IOException, RefusedException, ProblemException {
        limits.checkAddress(http);
        if (!SAFE.contains(request.getMethod())) {
            checkOrigin(request);
            checkJson(request);
            limitBody(request);
        }
        http.setAttribute(PASSED, true);
    }

    /**
     * Our resources have their whole path within the application. An application's own JAX-RS application may find them, too, and none of them
     * takes a path there that the application has resources of its own at.
     */
    private static void seeFromTheRoot(ContainerRequestContext request) {
        URI base = request.getUriInfo().getBaseUri();
        String path = base.getRawPath();
        int ours = path.lastIndexOf(OwnPaths.ENDPOINTS);
        if (ours >= 0) {
            request.setRequestUri(
                    base.resolve(path.substring(0, ours) + "/"),
                    request.getUriInfo().getRequestUri());
        }
    }

    private void checkOrigin(ContainerRequestContext request) throws ProblemException {
        String site = request.getHeaderString("Sec-Fetch-Site");
        String origin = request.getHeaderString("Origin");
        Optional<RelyingPartySettings> here = settings.relyingParties().at(http.getServerName());
        boolean foreign = origin == null
                ? here.isEmpty() || (site != null && !SITES_OF_OURS.contains(site))
                : here.filter(relyingParty -> isOf(relyingParty, origin)).isEmpty();
        if (foreign) {
            addresses.refused(origin, site, http.getServerName());
            audit.count(ProblemCode.FOREIGN_ORIGIN.code());
            throw new ProblemException(
                    ProblemCode.FOREIGN_ORIGIN,
                    "Origin " + origin + ", Sec-Fetch-Site " + site + ", host " + http.getServerName());
        }
    }

    private static boolean isOf(RelyingPartySettings relyingParty, String origin) {
        try {
            return relyingParty.accepts(new Origin(origin));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The clients of OAuth send forms, which do no harm where no cookie counts. */
    private static boolean isFormOfOauth(ContainerRequestContext request, @Nullable MediaType type) {
        return type != null
                && MediaType.APPLICATION_FORM_URLENCODED_TYPE.equals(type)
                && OwnPaths.containTokens("/" + request.getUriInfo().getPath().replaceFirst("^/", ""));
    }

    private static void checkJson(ContainerRequestContext request) throws RefusedException {
        MediaType type = request.getMediaType();
        if (isFormOfOauth(request, type)) {
            return;
        }
        if (type == null || !MediaType.APPLICATION_JSON_TYPE.isCompatible(type) || type.isWildcardSubtype()) {
            throw new RefusedException(new Problem(
                    "unsupported-media-type", 415, "The request must have the content type application/json."));
        }
    }

    /** Limits the bytes that are read, regardless of the length that the client declares. */
    private static void limitBody(ContainerRequestContext request) throws IOException, RefusedException {
        byte[] body = request.getLength() > MOST_BYTES
                ? new byte[MOST_BYTES + 1]
                : request.getEntityStream().readNBytes(MOST_BYTES + 1);
        if (body.length > MOST_BYTES) {
            throw new RefusedException(new Problem("request-too-large", 413, "The request body is too large."));
        }
        request.setEntityStream(new ByteArrayInputStream(body));
    }
}
