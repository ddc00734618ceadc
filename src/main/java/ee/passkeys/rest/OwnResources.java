// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Typed;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;

/**
 * Refuses every resource that is not of {@link PasskeyApi}, however it came to be served below our paths: the application's constraints do not
 * count there.
 */
@ApplicationScoped
@Typed(OwnResources.class)
public class OwnResources implements ContainerRequestFilter {

    @Context
    @SuppressWarnings("NullAway.Init") // by the container
    ResourceInfo resource;

    /** Made by the container. */
    public OwnResources() {}

    @Override
    public void filter(ContainerRequestContext request) {
        if (!isOurs(resource.getResourceClass())) {
            throw new NotFoundException();
        }
    }

    /** CDI may put a class of its own in front of the bean's. */
    static boolean isOurs(Class<?> served) {
        return PasskeyApi.CLASSES.stream().anyMatch(known -> known.isAssignableFrom(served));
    }
}
