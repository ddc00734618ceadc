// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ee.passkeys.ceremony.CeremonyException;
import ee.passkeys.ceremony.CeremonyFailure;
import ee.passkeys.config.SettingSource;
import ee.passkeys.config.Settings;
import ee.passkeys.config.SettingsReader;
import ee.passkeys.testkit.MutableClock;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.security.Principal;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("A call")
class RequestTest {

    private final MutableClock clock = new MutableClock();
    private final Map<String, Object> attributes = new HashMap<>();
    private final Map<String, String> headers = new HashMap<>();
    private String address = "192.0.2.1";

    @Nested
    @DisplayName("for a change of passkeys")
    class ForAChange {

        private final Caller caller = new Caller(settings(Map.of()), new SecureRandom(), clock);

        @Test
        void needsASignInOfTheLastTenMinutes() throws CeremonyException {
            attributes.put(Gate.PASSED, true);
            attributes.put("ee.passkeys.login", login("ada", clock.instant().toEpochMilli()));

            assertThat(caller.recentlySignedIn(request("ada"))).isEqualTo("ada");
            clock.advance(Duration.ofMinutes(10));
            assertThat(caller.recentlySignedIn(request("ada"))).isEqualTo("ada");
            clock.advance(Duration.ofMillis(1));
            assertRefused(CeremonyFailure.STEP_UP_REQUIRED, "ada");
        }

        @Test
        void needsAConfirmationWhereNothingIsKnownOfTheSignIn() {
            attributes.put(Gate.PASSED, true);

            assertRefused(CeremonyFailure.STEP_UP_REQUIRED, "ada");
        }

        @Test
        void doesNotTakeTheSignInOfAnotherCaller() {
            attributes.put(Gate.PASSED, true);
            attributes.put("ee.passkeys.login", login("grace", clock.instant().toEpochMilli()));

            assertRefused(CeremonyFailure.STEP_UP_REQUIRED, "ada");
        }

        @Test
        void needsACaller() {
            attributes.put(Gate.PASSED, true);

            assertRefused(CeremonyFailure.NOT_SIGNED_IN, null);
        }

        private void assertRefused(CeremonyFailure failure, String name) {
            assertThatExceptionOfType(CeremonyException.class)
                    .isThrownBy(() -> caller.recentlySignedIn(request(name)))
                    .extracting(CeremonyException::failure)
                    .isEqualTo(failure);
        }

        private Map<String, Object> login(String name, long millis) {
            return new HashMap<>(Map.of("caller", name, "method", "password", "authenticatedAt", millis));
        }
    }

    @Nested
    @DisplayName("that comes too often")
    class TooOften {

        private final Map<String, String> limits =
                Map.of("passkeys.limit.per-address", "3", "passkeys.limit.per-name", "2");

        @Test
        void isRefusedByAddressAndSaysWhenToComeBack() throws RefusedException {
            RateLimits rates = new RateLimits(settings(limits));
            for (int i = 0; i < 3; i++) {
                rates.checkAddress(request(null));
            }

            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> rates.checkAddress(request(null)))
                    .satisfies(refusal -> {
                        assertThat(refusal.problem().status()).isEqualTo(429);
                        assertThat(refusal.retryAfter()).isBetween(1L, 21L);
                    });
            address = "192.0.2.2";
            assertThatCode(() -> rates.checkAddress(request(null))).doesNotThrowAnyException();
        }

        @Test
        void isRefusedByNameInWhateverCaseItIsWritten() throws RefusedException {
            RateLimits rates = new RateLimits(settings(limits));
            rates.checkName("ada");
            rates.checkName(" ADA ");

            assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> rates.checkName("Ada"));
            assertThatCode(() -> rates.checkName("grace")).doesNotThrowAnyException();
        }

        @Test
        void isNotToldApartByAHeaderThatAnybodyCanSend() throws RefusedException {
            RateLimits rates = new RateLimits(settings(limits));
            for (int i = 0; i < 3; i++) {
                headers.put("X-Real-IP", "203.0.113." + i);
                rates.checkAddress(request(null));
            }

            assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> rates.checkAddress(request(null)));
        }

        @Test
        void isToldApartByTheHeaderOfTheOperatorsProxy() throws RefusedException {
            Map<String, String> behindProxy = new HashMap<>(limits);
            behindProxy.put("passkeys.limit.address-header", "X-Real-IP");
            RateLimits rates = new RateLimits(settings(behindProxy));
            for (int i = 0; i < 5; i++) {
                headers.put("X-Real-IP", "203.0.113." + i);
                rates.checkAddress(request(null));
            }

            assertThat(headers).containsEntry("X-Real-IP", "203.0.113.4");
        }
    }

    private static Settings settings(Map<String, String> values) {
        return SettingsReader.read(SettingSource.of(values));
    }

    private HttpServletRequest request(String name) {
        Principal principal = () -> name;
        return (HttpServletRequest) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "getUserPrincipal" -> name == null ? null : principal;
                    case "getAttribute" -> attributes.get(arguments[0]);
                    case "getHeader" -> headers.get(arguments[0]);
                    case "getRemoteAddr" -> address;
                    case "getSession" -> null;
                    default -> throw new AssertionError(method);
                });
    }
}
