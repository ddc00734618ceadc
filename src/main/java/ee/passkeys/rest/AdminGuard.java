// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.rest;

import ee.passkeys.config.Settings;
import ee.passkeys.problem.ProblemException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.PathSegment;
import jakarta.ws.rs.core.UriInfo;

/**
 * Request filter that hides the administration from all users but administrators: whatever they ask for below its path, in whatever way, is
 * as if there were nothing. It runs after {@link RequestGuard}, whose answers are the same for every path.
 */
@PreMatching
@Priority(Priorities.USER + 1)
@ApplicationScoped
@Typed(AdminGuard.class)
public class AdminGuard implements ContainerRequestFilter {

    /** Segments of {@code passkeys/api/admin}. */
    private static final int DEPTH = 3;

    @Inject
    Settings settings;

    @Context
    HttpServletRequest http;

    /** Made by the container. */
    public AdminGuard() {}

    @Override
    public void filter(ContainerRequestContext request) {
        if (isAdministration(request.getUriInfo()) && !isAdministrator(settings, http)) {
            throw new NotFoundException();
        }
    }

    /** As seen from the root of the application. Parameters of a segment do not count, as for a resource. */
    private static boolean isAdministration(UriInfo uri) {
        return uri.getPathSegments().stream()
                .map(PathSegment::getPath)
                .filter(segment -> !segment.isEmpty())
                .limit(DEPTH)
                .anyMatch(AdminResource.PATH::equals);
    }

    /**
     * Tells whether the caller has the role of administrators.
     *
     * @param settings which role it is
     * @param request the current one
     * @return false for guests, and for all where the settings name no role
     */
    public static boolean isAdministrator(Settings settings, HttpServletRequest request) {
        return request.getUserPrincipal() != null
                && settings.administration()
                        .role()
                        .filter(request::isUserInRole)
                        .isPresent();
    }

    /**
     * Returns the name of the caller, who is an administrator.
     *
     * @throws NotFoundException for all others
     */
    static String administrator(CallerContext caller, Settings settings, HttpServletRequest request)
            throws ProblemException {
        String name = caller.signedIn(request);
        if (!isAdministrator(settings, request)) {
            throw new NotFoundException();
        }
        return name;
    }
}
