// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.rest;

import ee.passkeys.metrics.Metrics;
import ee.passkeys.value.OwnPaths;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import java.time.Duration;

/** Filter that measures requests, those that are refused, too. */
@PreMatching
@Priority(0)
@ApplicationScoped
@Typed(Measurement.class)
public class Measurement implements ContainerRequestFilter, ContainerResponseFilter {

    private static final String BEGAN = "ee.passkeys.began";

    @Inject
    Metrics metrics;

    /** Made by the container. */
    public Measurement() {}

    @Override
    public void filter(ContainerRequestContext request) {
        request.setProperty(BEGAN, System.nanoTime());
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(BEGAN) instanceof Long began) {
            String path = "/" + request.getUriInfo().getPath();
            int ours = path.lastIndexOf(OwnPaths.ENDPOINTS + "/");
            metrics.request(
                    ours < 0 ? path : path.substring(ours + OwnPaths.ENDPOINTS.length() + 1),
                    response.getStatus(),
                    Duration.ofNanos(System.nanoTime() - began));
        }
    }
}
