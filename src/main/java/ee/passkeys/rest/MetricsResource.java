// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import ee.passkeys.config.Settings;
import ee.passkeys.metrics.Metrics;
import ee.passkeys.value.OneInstance;
import ee.passkeys.value.OwnPaths;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import java.security.MessageDigest;

/** Endpoint for monitoring systems: {@code /metrics}. For all others there is nothing. */
@Path(OwnPaths.ENDPOINTS + "/metrics")
@OneInstance
public class MetricsResource {

    @Inject
    CallerContext caller;

    @Inject
    Metrics metrics;

    @Inject
    Settings settings;

    /** Made by the container, once. The request comes with each call. */
    public MetricsResource() {}

    /**
     * Returns all numbers.
     *
     * @param request the request
     * @return in the text format of Prometheus
     */
    @GET
    @Produces("text/plain; version=0.0.4; charset=utf-8")
    public String metrics(@Context HttpServletRequest request) {
        caller.checkGate(request);
        if (!settings.metrics().on() || !(hasSecret(request) || AdminGuard.isAdministrator(settings, request))) {
            throw new NotFoundException();
        }
        return metrics.prometheus();
    }

    private boolean hasSecret(HttpServletRequest request) {
        String given = request.getHeader("Authorization");
        return given != null
                && settings.metrics()
                        .secret()
                        .filter(secret ->
                                MessageDigest.isEqual(("Bearer " + secret).getBytes(UTF_8), given.getBytes(UTF_8)))
                        .isPresent();
    }
}
