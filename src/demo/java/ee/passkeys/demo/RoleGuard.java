// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.demo;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;
import java.util.stream.Stream;

/** Makes {@code @RolesAllowed} count on resources: JAX-RS itself does not ask for that. */
@Provider
public class RoleGuard implements DynamicFeature {

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        RolesAllowed roles = resource.getResourceMethod().getAnnotation(RolesAllowed.class);
        if (roles != null) {
            context.register(new Check(roles.value()), Priorities.AUTHORIZATION);
        }
    }

    private record Check(String... roles) implements ContainerRequestFilter {

        @Override
        public void filter(ContainerRequestContext request) {
            if (Stream.of(roles).noneMatch(request.getSecurityContext()::isUserInRole)) {
                throw new ForbiddenException();
            }
        }
    }
}
