// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.mechanism;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.security.enterprise.identitystore.openid.IdentityToken;
import jakarta.security.enterprise.identitystore.openid.JwtClaims;
import jakarta.security.enterprise.identitystore.openid.OpenIdContext;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The time of a sign-in at an OpenID provider")
class OpenIdTimeTest {

    private static final Instant AT = Instant.parse("2026-06-01T12:00:00Z");

    @Test
    void isWhatTheProviderSaysHoweverLongAgo() {
        assertThat(OpenIdTime.of(() -> context(claims(Optional.of(AT))))).contains(AT);
    }

    @Test
    void isNotKnownWhereTheProviderDoesNotSay() {
        assertThat(OpenIdTime.of(() -> context(claims(Optional.empty())))).isEmpty();
    }

    @Test
    void isNotKnownWhereItCannotBeRead() {
        assertThat(OpenIdTime.of(() -> {
                    throw new IllegalStateException("no CDI");
                }))
                .isEmpty();
        assertThat(OpenIdTime.of(() -> answering(OpenIdContext.class, "no token")))
                .isEmpty();
        assertThat(OpenIdTime.ofCaller()).isEmpty();
    }

    private static JwtClaims claims(Optional<Instant> at) {
        return answering(JwtClaims.class, at);
    }

    private static OpenIdContext context(JwtClaims claims) {
        IdentityToken token = answering(IdentityToken.class, claims);
        return answering(OpenIdContext.class, token);
    }

    /** Answers every question of the type of the answer; of claims, only that for the time of the sign-in. */
    private static <T> T answering(Class<T> type, Object answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    boolean asked = arguments == null || arguments[0].equals("auth_time");
                    return asked && method.getReturnType().isInstance(answer) ? answer : null;
                }));
    }
}
