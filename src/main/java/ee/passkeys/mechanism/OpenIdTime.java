// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.mechanism;

import ee.passkeys.value.ApplicationLog;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.security.enterprise.identitystore.openid.OpenIdContext;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Time of the last sign-in at an OpenID provider, which may be long before the user opens the application. */
final class OpenIdTime {

    private static final System.Logger LOG = ApplicationLog.of(OpenIdTime.class);

    private OpenIdTime() {}

    /**
     * The time in the ID token.
     *
     * @return empty where the provider does not say
     * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#IDToken">OpenID Connect, 2. ID Token, auth_time</a>
     */
    static Optional<Instant> ofCaller() {
        return of(() -> CDI.current().select(OpenIdContext.class).get());
    }

    static Optional<Instant> of(Supplier<OpenIdContext> caller) {
        try {
            return caller.get().getIdentityToken().getJwtClaims().getNumericDateClaim("auth_time");
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "The time of an OpenID sign-in is unknown", e);
            return Optional.empty();
        }
    }
}
