// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ee.passkeys.config.Settings;
import ee.passkeys.metrics.Health;
import ee.passkeys.problem.Json;
import ee.passkeys.value.OneInstance;
import ee.passkeys.value.OwnPaths;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Endpoint for health: {@code /health}. All but administrators learn the status alone. */
@Path(OwnPaths.ENDPOINTS + "/health")
@OneInstance
@Produces(MediaType.APPLICATION_JSON)
public class HealthResource {

    private static final int UNAVAILABLE = 503;

    @Inject
    CallerContext caller;

    @Inject
    Health health;

    @Inject
    Settings settings;

    /** Made by the container, once. The request comes with each call. */
    public HealthResource() {}

    /**
     * Returns the status.
     *
     * @param request the request
     * @return 200, or 503 while passkeys do not work
     */
    @GET
    public Response health(@Context HttpServletRequest request) {
        caller.checkGate(request);
        Health.Status status = health.status();
        ObjectNode json = Json.object().put("status", status.name());
        if (AdminGuard.isAdministrator(settings, request)) {
            health.reasons().forEach(json.putArray("reasons")::add);
        }
        return Response.status(status == Health.Status.DOWN ? UNAVAILABLE : Response.Status.OK.getStatusCode())
                .entity(Json.write(json))
                .build();
    }
}
