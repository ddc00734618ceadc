// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.rest;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;

/** Response filter that forbids caching and content sniffing. */
public final class AnswerHeaders implements ContainerResponseFilter {

    /** Made by the container. */
    public AnswerHeaders() {}

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
        response.getHeaders().putSingle("X-Content-Type-Options", "nosniff");
    }
}
