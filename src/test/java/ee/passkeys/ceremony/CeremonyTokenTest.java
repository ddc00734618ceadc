// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ceremony;

import static ee.passkeys.ceremony.Ceremony.Kind.LOGIN;
import static ee.passkeys.ceremony.Ceremony.Kind.NEW_ACCOUNT;
import static ee.passkeys.ceremony.Ceremony.Kind.REGISTRATION;
import static ee.passkeys.problem.ProblemCode.CEREMONY_EXPIRED;
import static ee.passkeys.problem.ProblemCode.MALFORMED_REQUEST;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ee.passkeys.config.UserVerification;
import ee.passkeys.problem.Json;
import ee.passkeys.problem.ProblemCode;
import ee.passkeys.problem.ProblemException;
import ee.passkeys.value.Base64Url;
import ee.passkeys.value.Origin;
import ee.passkeys.value.UserBase;
import ee.passkeys.value.UserHandle;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A sealed ceremony")
class CeremonyTokenTest {

    private static final UserBase USERS = UserBase.ofApplication("/shop");
    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
    private static final Duration LIFETIME = Duration.ofMinutes(5);
    private static final Client BROWSER = new Client(Optional.empty(), "cookie-of-this-browser");
    private static final EnumSet<Ceremony.Kind> REGISTRATIONS = EnumSet.of(REGISTRATION, NEW_ACCOUNT);
    private static final String NEW_SECRET = SharedSecrets.filledWith(1);
    private static final String OLD_SECRET = SharedSecrets.filledWith(2);

    private final Ceremony ceremony = new Ceremony(
            "id-1",
            NEW_ACCOUNT,
            "Y2hhbGxlbmdl",
            NOON,
            "example.org",
            USERS,
            new Origin("https://example.org"),
            UserHandle.of(new byte[] {1, 2, 3}),
            "ada",
            "Ada \u00fc \"Lovelace\"",
            UserVerification.REQUIRED,
            false,
            BROWSER.binding());

    @Test
    void opensAsWhatWasSealed() throws ProblemException {
        String token = seal(NOON).seal(ceremony);

        assertThat(seal(NOON).open(token, BROWSER, REGISTRATIONS)).isEqualTo(ceremony);
    }

    @Test
    void keepsWhatIsUnknownUnknown() throws ProblemException {
        Ceremony anonymous = new Ceremony(
                "id-2",
                LOGIN,
                "Y2hhbGxlbmdl",
                NOON,
                "example.org",
                USERS,
                null,
                null,
                null,
                null,
                UserVerification.PREFERRED,
                true,
                BROWSER.binding());

        String token = seal(NOON).seal(anonymous);

        assertThat(seal(NOON).open(token, BROWSER, EnumSet.of(LOGIN))).isEqualTo(anonymous);
    }

    @Test
    void isRefusedWhenAnyOfItsCharactersIsAnother() {
        String token = seal(NOON).seal(ceremony);

        for (int i = 0; i < token.length(); i++) {
            char other = token.charAt(i) == 'A' ? 'B' : 'A';
            String altered = token.substring(0, i) + other + token.substring(i + 1);
            assertRefused(MALFORMED_REQUEST, () -> seal(NOON).open(altered, BROWSER, REGISTRATIONS));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "...", "a.b.c", "e30.c0.AAAA", "\u0000.\u0000.\u0000"})
    void isRefusedWhenItIsNone(String token) {
        assertRefused(MALFORMED_REQUEST, () -> seal(NOON).open(token, BROWSER, REGISTRATIONS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?", "=", "a b", "\u00e9"})
    void isRefusedWithASealThatIsNotBase64(String mac) {
        String token = seal(NOON).seal(ceremony);
        String forged = token.substring(0, token.lastIndexOf('.') + 1) + mac;

        assertRefused(MALFORMED_REQUEST, () -> seal(NOON).open(forged, BROWSER, REGISTRATIONS));
    }

    @Test
    void isRefusedWhenMadeWithAnotherSecret() {
        String token = seal(SharedSecrets.of(SharedSecrets.filledWith(3)), NOON).seal(ceremony);

        assertRefused(MALFORMED_REQUEST, () -> seal(NOON).open(token, BROWSER, REGISTRATIONS));
    }

    @Test
    void isRefusedFromAnotherBrowser() {
        String token = seal(NOON).seal(ceremony);
        Client other = new Client(Optional.empty(), "cookie-of-another-browser");

        assertRefused(MALFORMED_REQUEST, () -> seal(NOON).open(token, other, REGISTRATIONS));
    }

    @Test
    void isRefusedForAnythingItWasNotBegunFor() {
        String token = seal(NOON).seal(ceremony);

        assertRefused(MALFORMED_REQUEST, () -> seal(NOON).open(token, BROWSER, EnumSet.of(LOGIN)));
    }

    @Test
    void isOpenedInABrowserThatHasGotAnotherCookieMeanwhile() throws ProblemException {
        String token = seal(NOON).seal(ceremony);
        Client both = new Client(Optional.empty(), List.of("cookie-of-another-tab", "cookie-of-this-browser"));

        assertThat(seal(NOON).open(token, both, REGISTRATIONS)).isEqualTo(ceremony);
    }

    @Test
    void isRefusedInABrowserWithoutCookies() {
        String token = seal(NOON).seal(ceremony);
        Client none = new Client(Optional.empty(), List.of());

        assertRefused(MALFORMED_REQUEST, () -> seal(NOON).open(token, none, REGISTRATIONS));
    }

    @Test
    void isRefusedInAFormatOfAnotherVersion() {
        String token = seal(NOON).seal(ceremony);
        String payload = new String(Base64Url.decode(token.substring(0, token.indexOf('.'))), UTF_8);

        assertThat(payload).contains("\"v\":2");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> Ceremony.fromJson(Json.readObject(payload.replace("\"v\":2", "\"v\":3"))));
    }

    @Nested
    @DisplayName("in time")
    class InTime {

        @Test
        void opensUntilItsLifetimeAndTheSkewOfClocksAreOver() throws ProblemException {
            String token = seal(NOON).seal(ceremony);
            Instant last = NOON.plus(LIFETIME).plus(CeremonyToken.SKEW);

            assertThat(seal(last).open(token, BROWSER, REGISTRATIONS)).isEqualTo(ceremony);
            assertRefused(CEREMONY_EXPIRED, () -> seal(last.plusMillis(1)).open(token, BROWSER, REGISTRATIONS));
        }

        @Test
        void opensOnANodeWhoseClockIsALittleBehind() throws ProblemException {
            String token = seal(NOON).seal(ceremony);
            Instant behind = NOON.minus(CeremonyToken.SKEW);

            assertThat(seal(behind).open(token, BROWSER, REGISTRATIONS)).isEqualTo(ceremony);
            assertRefused(CEREMONY_EXPIRED, () -> seal(behind.minusMillis(1)).open(token, BROWSER, REGISTRATIONS));
        }

        @Test
        void isForgottenOnlyWhenNoNodeOpensItAnyMore() {
            assertThat(seal(NOON).forgettableAt(ceremony))
                    .isAfterOrEqualTo(NOON.plus(LIFETIME).plus(CeremonyToken.SKEW.multipliedBy(2)));
        }
    }

    @Nested
    @DisplayName("through a rotation of secrets")
    class ThroughRotation {

        @Test
        void opensWithThePreviousSecret() throws ProblemException {
            String token = seal(SharedSecrets.of(OLD_SECRET), NOON).seal(ceremony);
            Secrets rotated = SharedSecrets.of(NEW_SECRET, OLD_SECRET);

            assertThat(seal(rotated, NOON).open(token, BROWSER, REGISTRATIONS)).isEqualTo(ceremony);
        }

        @Test
        void isMadeWithTheNewSecret() throws ProblemException {
            Secrets rotated = SharedSecrets.of(NEW_SECRET, OLD_SECRET);
            String token = seal(rotated, NOON).seal(ceremony);
            Secrets newAlone = SharedSecrets.of(NEW_SECRET);

            assertThat(seal(newAlone, NOON).open(token, BROWSER, REGISTRATIONS)).isEqualTo(ceremony);
        }
    }

    private static void assertRefused(ProblemCode failure, org.assertj.core.api.ThrowableAssert.ThrowingCallable open) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(open)
                .extracting(ProblemException::failure)
                .isEqualTo(failure);
    }

    @Test
    void opensForNoOtherUsersAndNoOtherRelyingPartyUnderTheSameSecret() throws ProblemException {
        String token = seal(NOON).seal(ceremony);
        Secrets same = SharedSecrets.of(NEW_SECRET);
        Clock clock = Clock.fixed(NOON, ZoneOffset.UTC);

        for (CeremonyToken other : List.of(
                new CeremonyToken(same, "example.org", UserBase.ofApplication("/wiki"), LIFETIME, clock),
                new CeremonyToken(same, "www.example.org", USERS, LIFETIME, clock))) {
            assertThatExceptionOfType(ProblemException.class)
                    .isThrownBy(() -> other.open(token, BROWSER, REGISTRATIONS))
                    .extracting(ProblemException::failure)
                    .isEqualTo(MALFORMED_REQUEST);
        }
    }

    private static CeremonyToken seal(Instant now) {
        return seal(SharedSecrets.of(NEW_SECRET), now);
    }

    private static CeremonyToken seal(Secrets secrets, Instant now) {
        return new CeremonyToken(secrets, "example.org", USERS, LIFETIME, Clock.fixed(now, ZoneOffset.UTC));
    }
}
