// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.rest;

import static ee.passkeys.rest.Requests.noTable;
import static ee.passkeys.rest.Requests.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ee.passkeys.api.PasskeyEvent;
import ee.passkeys.config.SettingSource;
import ee.passkeys.config.Settings;
import ee.passkeys.config.Switch;
import ee.passkeys.credential.Passkey;
import ee.passkeys.credential.PasskeyUser;
import ee.passkeys.policy.ChangeRule;
import ee.passkeys.policy.Rollout;
import ee.passkeys.problem.ProblemCode;
import ee.passkeys.problem.ProblemException;
import ee.passkeys.testkit.MemoryPasskeyStore;
import ee.passkeys.testkit.MutableClock;
import ee.passkeys.value.CredentialId;
import ee.passkeys.value.UserHandle;
import jakarta.servlet.http.HttpServletRequest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("A call")
class RequestTest {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final MutableClock clock = new MutableClock();
    private final MemoryPasskeyStore store = new MemoryPasskeyStore();
    private final Map<String, String> spellings = new HashMap<>();
    private final Requests requests = new Requests();
    private final Map<String, Object> attributes = requests.attributes;
    private final Map<String, String> headers = requests.headers;
    private final List<PasskeyEvent> events = new ArrayList<>();

    @Nested
    @DisplayName("for a change of passkeys")
    class ForAChange {

        private final CallerContext caller = caller("sign-in");

        @Test
        void needsASignInOfTheLastTenMinutes() throws ProblemException {
            attributes.put(RequestGuard.PASSED, true);
            attributes.put("ee.passkeys.login", login("ada", clock.instant().toEpochMilli()));

            assertThat(caller.changing(request("ada"))).isEqualTo("ada");
            clock.advance(Duration.ofMinutes(10));
            assertThat(caller.changing(request("ada"))).isEqualTo("ada");
            clock.advance(Duration.ofMillis(1));
            assertRefused(ProblemCode.STEP_UP_REQUIRED, "ada");
        }

        @Test
        void needsAConfirmationWhereNothingIsKnownOfTheSignIn() {
            attributes.put(RequestGuard.PASSED, true);

            assertRefused(ProblemCode.STEP_UP_REQUIRED, "ada");
            assertThat(events).singleElement().isInstanceOf(PasskeyEvent.Refused.class);
        }

        @Test
        void thatNobodyIsAskedAboutNeedsAPassword() throws ProblemException {
            attributes.put(RequestGuard.PASSED, true);
            Map<String, Object> login = login("ada", clock.instant().toEpochMilli());
            attributes.put("ee.passkeys.login", login);
            assertThat(caller.changingAfterPassword(request("ada"))).isEqualTo("ada");

            login.put("method", "passkey");
            assertThatExceptionOfType(ProblemException.class)
                    .isThrownBy(() -> caller.changingAfterPassword(request("ada")))
                    .extracting(ProblemException::failure)
                    .isEqualTo(ProblemCode.PASSKEY_NOT_ALLOWED);
        }

        @Test
        void doesNotTakeTheSignInOfAnotherCaller() {
            attributes.put(RequestGuard.PASSED, true);
            attributes.put("ee.passkeys.login", login("grace", clock.instant().toEpochMilli()));

            assertRefused(ProblemCode.STEP_UP_REQUIRED, "ada");
        }

        @Test
        void needsACaller() {
            attributes.put(RequestGuard.PASSED, true);

            assertRefused(ProblemCode.NOT_SIGNED_IN, null);
        }

        private void assertRefused(ProblemCode failure, String name) {
            assertThatExceptionOfType(ProblemException.class)
                    .isThrownBy(() -> caller.changing(request(name)))
                    .extracting(ProblemException::failure)
                    .isEqualTo(failure);
        }
    }

    @Nested
    @DisplayName("for a change of passkeys, where the settings ask for a passkey")
    class WithAPasskey {

        private final CallerContext caller = caller("passkey");

        @BeforeEach
        void signInByPassword() {
            attributes.put(RequestGuard.PASSED, true);
            attributes.put("ee.passkeys.login", login("ada", clock.instant().toEpochMilli()));
        }

        @Test
        void takesThePasswordForTheFirstOne() throws ProblemException {
            assertThat(caller.changing(request("ada"))).isEqualTo("ada");
            assertThat(caller.finishingChange(request("ada"))).contains("ada");
            has("grace", "localhost", false);
            assertThat(caller.changing(request("ada"))).isEqualTo("ada");
        }

        @Test
        void takesNoPasswordOfWhoHasOne() {
            has("ada", "localhost", false);

            assertRefused();
        }

        @Test
        void takesNoPasswordOfWhoHasOneInTheSpellingOfTheRealm() {
            has("jose", "localhost", false);
            attributes.put("ee.passkeys.login", login("josé", clock.instant().toEpochMilli()));
            spellings.put("josé", "jose");

            assertThatExceptionOfType(ProblemException.class)
                    .isThrownBy(() -> caller.changing(request("josé")))
                    .extracting(ProblemException::failure)
                    .isEqualTo(ProblemCode.STEP_UP_REQUIRED);
        }

        @Test
        void takesNoPasswordWhereOneWasMadeMeanwhile() throws ProblemException {
            caller.changing(request("ada"));
            has("ada", "localhost", false);

            assertThatExceptionOfType(ProblemException.class)
                    .isThrownBy(() -> caller.finishingChange(request("ada")))
                    .extracting(ProblemException::failure)
                    .isEqualTo(ProblemCode.STEP_UP_REQUIRED);
        }

        @Test
        void takesThePasswordWhereNoneCanBeSignedInWith() throws ProblemException {
            has("ada", "localhost", true);
            has("ada", "old.example.org", false);

            assertThat(caller.changing(request("ada"))).isEqualTo("ada");
        }

        @Test
        void takesARecentPasskeyAndLetsFinishWhatWasBegunInTime() throws ProblemException {
            has("ada", "localhost", false);
            confirm("ada");

            clock.advance(Duration.ofMinutes(10));
            assertThat(caller.changing(request("ada"))).isEqualTo("ada");
            clock.advance(Duration.ofMinutes(5));
            assertThat(caller.finishingChange(request("ada"))).contains("ada");
            assertRefused();
            clock.advance(Duration.ofMillis(1));
            assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> caller.finishingChange(request("ada")));
        }

        @Test
        void takesNoOldPasskeyWithAPasswordOfNow() {
            has("ada", "localhost", false);
            confirm("ada");
            clock.advance(Duration.ofMinutes(11));
            Map<String, Object> login = login("ada", clock.instant().toEpochMilli());
            login.put(
                    "passkeyVerifiedAt",
                    clock.instant().minus(Duration.ofMinutes(11)).toEpochMilli());
            attributes.put("ee.passkeys.login", login);

            assertRefused();
        }

        @Test
        void takesNoPasskeyOfAnotherCaller() {
            has("ada", "localhost", false);
            confirm("grace");

            assertRefused();
        }

        @Test
        void asksNothingOfAVisitorWhoFinishes() throws ProblemException {
            assertThat(caller.finishingChange(request(null))).isEmpty();
        }

        private void assertRefused() {
            assertThatExceptionOfType(ProblemException.class)
                    .isThrownBy(() -> caller.changing(request("ada")))
                    .extracting(ProblemException::failure)
                    .isEqualTo(ProblemCode.STEP_UP_REQUIRED);
        }

        private void confirm(String name) {
            Map<String, Object> login = login(name, clock.instant().toEpochMilli());
            login.put("passkeyVerifiedAt", clock.instant().toEpochMilli());
            attributes.put("ee.passkeys.login", login);
        }

        private void has(String name, String rpId, boolean disabled) {
            byte[] id = new byte[32];
            RANDOM.nextBytes(id);
            store.<Boolean, RuntimeException>transact(stored -> {
                PasskeyUser user = stored.user(name).orElseGet(() -> {
                    PasskeyUser made = new PasskeyUser(name, UserHandle.random(RANDOM), clock.instant());
                    stored.addUser(made);
                    return made;
                });
                stored.add(new Passkey(
                        CredentialId.of(id),
                        user.handle(),
                        name,
                        "pQECAyYgASFYIA",
                        0,
                        true,
                        true,
                        false,
                        List.of(),
                        new UUID(0, 0),
                        rpId,
                        "Phone",
                        "none",
                        clock.instant(),
                        null,
                        disabled));
                return true;
            });
        }
    }

    private CallerContext caller(String changeWith) {
        Settings settings = settings(Map.of("passkeys.manage.requires", changeWith));
        return new CallerContext(
                settings,
                new ChangeRule(settings, new Rollout(settings), store, name -> spellings.getOrDefault(name, name)),
                RANDOM,
                clock,
                new Switch(SettingSource.of(Map.of()), clock, true),
                events::add);
    }

    private static Map<String, Object> login(String name, long millis) {
        return new HashMap<>(Map.of("caller", name, "method", "password", "authenticatedAt", millis));
    }

    @Nested
    @DisplayName("that comes too often")
    class TooOften {

        private final Map<String, String> limits =
                Map.of("passkeys.rate-limit.per-address", "3", "passkeys.rate-limit.per-name", "2");

        @Test
        void isRefusedByAddressAndSaysWhenToComeBack() throws RefusedException {
            RateLimits rates = new RateLimits(settings(limits), noTable());
            for (int i = 0; i < 3; i++) {
                rates.checkAddress(request(null));
            }

            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> rates.checkAddress(request(null)))
                    .satisfies(refusal -> {
                        assertThat(refusal.problem().status()).isEqualTo(429);
                        assertThat(refusal.retryAfter()).isBetween(1L, 21L);
                    });
            requests.address = "192.0.2.2";
            assertThatCode(() -> rates.checkAddress(request(null))).doesNotThrowAnyException();
        }

        @Test
        void isRefusedByNameInWhateverCaseItIsWritten() throws RefusedException {
            RateLimits rates = new RateLimits(settings(limits), noTable());
            rates.checkName("ada");
            rates.checkName(" ADA ");

            assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> rates.checkName("Ada"));
            assertThatCode(() -> rates.checkName("grace")).doesNotThrowAnyException();
        }

        @Test
        void isNotToldApartByAHeaderThatAnybodyCanSend() throws RefusedException {
            RateLimits rates = new RateLimits(settings(limits), noTable());
            for (int i = 0; i < 3; i++) {
                headers.put("X-Real-IP", "203.0.113." + i);
                rates.checkAddress(request(null));
            }

            assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> rates.checkAddress(request(null)));
        }

        @Test
        void isToldApartByTheHeaderOfTheOperatorsProxy() throws RefusedException {
            Map<String, String> behindProxy = new HashMap<>(limits);
            behindProxy.put("passkeys.rate-limit.address-header", "X-Real-IP");
            RateLimits rates = new RateLimits(settings(behindProxy), noTable());
            for (int i = 0; i < 5; i++) {
                headers.put("X-Real-IP", "203.0.113." + i);
                rates.checkAddress(request(null));
            }

            assertThat(headers).containsEntry("X-Real-IP", "203.0.113.4");
        }
    }

    private HttpServletRequest request(String name) {
        return requests.of(name);
    }
}
