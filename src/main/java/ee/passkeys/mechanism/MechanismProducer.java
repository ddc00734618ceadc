// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.mechanism;

import ee.passkeys.value.OfPasskeys;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.enterprise.inject.UnsatisfiedResolutionException;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.inject.Inject;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import org.jspecify.annotations.Nullable;

/**
 * Answers lookups of {@code HttpAuthenticationMechanism}: the container, which looks it up by the bean manager and for no injection point, gets
 * ours; code of the application gets the application's own, as without us. Decorators do not apply to what a producer makes, so that one of
 * the application decorates its own mechanism alone.
 */
@OfPasskeys
@ApplicationScoped
@Alternative
@Priority(MechanismProducer.PRIORITY)
class MechanismProducer {

    /** Well above what applications use. */
    static final int PRIORITY = 100_000;

    @Inject
    PasskeyAuthenticationMechanism ours;

    @Inject
    ApplicationMechanism host;

    /** The only bean of ours of a type of others that needs no qualifier: the container asks for it without one. */
    @Produces
    @Typed(HttpAuthenticationMechanism.class)
    HttpAuthenticationMechanism mechanism(@Nullable InjectionPoint place) {
        if (place == null) {
            return ours;
        }
        return host.find()
                .orElseThrow(
                        () -> new UnsatisfiedResolutionException("The application has no authentication mechanism."));
    }
}
