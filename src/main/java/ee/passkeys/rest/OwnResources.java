// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Typed;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import java.util.Set;

/**
 * Request filter that rejects resources that do not belong to {@link PasskeyApi}, however they came to be served below its paths: the
 * application's constraints do not apply there.
 */
@ApplicationScoped
@Typed(OwnResources.class)
public class OwnResources implements ContainerRequestFilter {

    /** Resources of the contract. */
    static final Set<Class<?>> CLASSES = Set.of(
            RegistrationResource.class,
            AuthenticationResource.class,
            CredentialsResource.class,
            SessionResource.class,
            EnrollmentResource.class,
            DoctorResource.class,
            AdminResource.class,
            AuditResource.class,
            FiguresResource.class,
            SettingsResource.class,
            RecoveryResource.class,
            TokenResource.class,
            KeysResource.class,
            HealthResource.class,
            MetricsResource.class);

    @Context
    ResourceInfo resource;

    /** Made by the container. */
    public OwnResources() {}

    @Override
    public void filter(ContainerRequestContext request) {
        if (!isOurs(resource.getResourceClass())) {
            throw new NotFoundException();
        }
    }

    /** Accounts for proxy classes of CDI. */
    static boolean isOurs(Class<?> served) {
        return CLASSES.stream().anyMatch(known -> known.isAssignableFrom(served));
    }
}
