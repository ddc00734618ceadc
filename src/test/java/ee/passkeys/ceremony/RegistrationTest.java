// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ceremony;

import static ee.passkeys.ceremony.TestCeremonies.BROWSER;
import static ee.passkeys.ceremony.TestCeremonies.ORIGIN;
import static ee.passkeys.ceremony.TestCeremonies.assertRefused;
import static ee.passkeys.problem.ProblemCode.CEREMONY_EXPIRED;
import static ee.passkeys.problem.ProblemCode.CEREMONY_SPENT;
import static ee.passkeys.problem.ProblemCode.FOREIGN_ORIGIN;
import static ee.passkeys.problem.ProblemCode.MALFORMED_CREDENTIAL;
import static ee.passkeys.problem.ProblemCode.MALFORMED_REQUEST;
import static ee.passkeys.problem.ProblemCode.NAME_TAKEN;
import static ee.passkeys.problem.ProblemCode.NOT_SIGNED_IN;
import static ee.passkeys.problem.ProblemCode.PASSKEY_EXISTS;
import static ee.passkeys.problem.ProblemCode.PASSKEY_NOT_ALLOWED;
import static ee.passkeys.problem.ProblemCode.REGISTRATION_CLOSED;
import static ee.passkeys.problem.ProblemCode.UNSUPPORTED_ALGORITHM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ee.passkeys.api.PasskeyEvent;
import ee.passkeys.credential.Passkey;
import ee.passkeys.credential.PasskeyUser;
import ee.passkeys.credential.StoreUnavailableException;
import ee.passkeys.problem.ProblemCode;
import ee.passkeys.problem.ProblemException;
import ee.passkeys.testkit.KeyKind;
import ee.passkeys.testkit.SoftAuthenticator;
import ee.passkeys.testkit.Tampering;
import ee.passkeys.value.Base64Url;
import ee.passkeys.value.CredentialId;
import ee.passkeys.value.Origin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A registration")
class RegistrationTest {

    private final TestCeremonies test = new TestCeremonies();
    private final SoftAuthenticator phone = new SoftAuthenticator();

    @Nested
    @DisplayName("of a signed-in caller")
    class OfASignedInCaller {

        @Test
        @DisplayName("§7.1 step 1: offers what the settings say, to a user the authenticator can find again")
        void offersWhatTheSettingsSay() throws ProblemException {
            JsonNode options = test.beginRegistration("ada").publicKey();

            assertThat(options.path("rp").path("id").asText()).isEqualTo("example.org");
            assertThat(options.path("user").path("name").asText()).isEqualTo("ada");
            assertThat(Base64Url.decode(options.path("user").path("id").asText()))
                    .hasSize(32);
            assertThat(Base64Url.decode(options.path("challenge").asText())).hasSize(32);
            assertThat(options.path("pubKeyCredParams"))
                    .extracting(p -> p.path("alg").asInt())
                    .containsExactly(-8, -7, -257);
            assertThat(options.path("authenticatorSelection")
                            .path("residentKey")
                            .asText())
                    .isEqualTo("required");
            assertThat(options.path("authenticatorSelection")
                            .path("userVerification")
                            .asText())
                    .isEqualTo("required");
            assertThat(options.path("attestation").asText()).isEqualTo("none");
        }

        @ParameterizedTest
        @EnumSource(names = {"EDDSA", "ES256", "RS256"})
        void storesAPasskeyOfEachAlgorithm(KeyKind kind) throws ProblemException {
            Passkey passkey = test.register("ada", new SoftAuthenticator(kind));

            assertThat(test.store.passkeys()).containsExactly(passkey);
            assertThat(passkey.caller()).isEqualTo("ada");
            assertThat(passkey.createdAt()).isEqualTo(test.clock.instant());
            assertThat(passkey.rpId()).isEqualTo("example.org");
            assertThat(passkey.transports()).containsExactly("hybrid", "internal");
            assertThat(test.events(PasskeyEvent.Created.class)).hasSize(1);
        }

        @ParameterizedTest
        @EnumSource(names = {"EDDSA", "ES256", "RS256"})
        void takesTheAuthenticatorsOwnAttestation(KeyKind kind) throws ProblemException {
            Passkey passkey = test.register("ada", new SoftAuthenticator(kind).selfAttesting());

            assertThat(passkey.attestation()).isEqualTo("packed");
        }

        @ParameterizedTest
        @EnumSource(names = {"ES384", "ES512", "RS384", "RS512"})
        @DisplayName("§7.1 step 20: refuses an algorithm that was not offered, and takes it where it is")
        void refusesAnAlgorithmThatWasNotOffered(KeyKind kind) throws ProblemException {
            assertRefused(UNSUPPORTED_ALGORITHM, () -> test.register("ada", new SoftAuthenticator(kind)));

            TestCeremonies offering = new TestCeremonies(Map.of("passkeys.algorithms", String.valueOf(kind.cose())));
            assertThat(offering.register("ada", new SoftAuthenticator(kind)).caller())
                    .isEqualTo("ada");
        }

        @Test
        void keepsBackupStateAaguidAndVerification() throws ProblemException {
            UUID aaguid = UUID.fromString("fbfc3007-154e-4ecc-8c0b-6e020557d7bd");
            int flags = SoftAuthenticator.UP | SoftAuthenticator.UV | SoftAuthenticator.BE | SoftAuthenticator.BS;

            Passkey passkey = test.register("ada", phone.flags(flags).aaguid(aaguid));

            assertThat(passkey.backupEligible()).isTrue();
            assertThat(passkey.backedUp()).isTrue();
            assertThat(passkey.userVerified()).isTrue();
            assertThat(passkey.aaguid()).isEqualTo(aaguid);
        }

        @Test
        void isRefusedAtItsEndWhereOthersWereBegunWithItAndThereIsNoMoreRoom() throws ProblemException {
            TestCeremonies three = new TestCeremonies(Map.of("passkeys.max-per-user", "3"));
            List<StartedCeremony> begun = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                begun.add(three.beginRegistration("ada"));
            }

            for (int i = 0; i < 20; i++) {
                StartedCeremony one = begun.get(i);
                ObjectNode answer = new SoftAuthenticator().create(one.publicKey(), ORIGIN);
                if (i < 3) {
                    three.finishRegistration("ada", one, answer);
                } else {
                    assertRefused(PASSKEY_NOT_ALLOWED, () -> three.finishRegistration("ada", one, answer));
                }
            }

            assertThat(three.store.passkeys()).hasSize(3);
        }

        @Test
        void isRefusedForAnAuthenticatorThatMadeOneSinceItBegan() throws ProblemException {
            UUID model = UUID.fromString("fbfc3007-154e-4ecc-8c0b-6e020557d7bd");
            StartedCeremony first = test.beginRegistration("ada");
            StartedCeremony second = test.beginRegistration("ada");
            ObjectNode answer = new SoftAuthenticator().aaguid(model).create(first.publicKey(), ORIGIN);
            ObjectNode again = new SoftAuthenticator().aaguid(model).create(second.publicKey(), ORIGIN);
            test.finishRegistration("ada", first, answer);

            assertRefused(PASSKEY_NOT_ALLOWED, () -> test.finishRegistration("ada", second, again));

            test.clock.advance(Duration.ofSeconds(1));
            test.register("ada", new SoftAuthenticator().aaguid(model));
            assertThat(test.store.passkeys()).hasSize(2);
        }

        @Test
        void isRefusedWhereTheNameCannotBeKept() {
            assertRefused(PASSKEY_NOT_ALLOWED, () -> test.beginRegistration("mia" + " ".repeat(1100)));

            assertThat(test.store.users()).isEmpty();
        }

        @Test
        void givesTheCallerOneHandleForGood() throws ProblemException {
            StartedCeremony first = test.beginRegistration("ada");
            StartedCeremony second = test.beginRegistration("ada");

            assertThat(first.publicKey().path("user"))
                    .isEqualTo(second.publicKey().path("user"));
            test.finishRegistration("ada", second, new SoftAuthenticator().create(second.publicKey(), ORIGIN));
            test.finishRegistration("ada", first, new SoftAuthenticator().create(first.publicKey(), ORIGIN));
            assertThat(test.store.passkeys()).hasSize(2);
            assertThat(test.store.users()).hasSize(1);
        }

        @Test
        void excludesTheAuthenticatorsTheCallerHas() throws ProblemException {
            Passkey passkey = test.register("ada", phone);

            StartedCeremony again = test.beginRegistration("ada");

            assertThat(again.publicKey().path("excludeCredentials"))
                    .extracting(descriptor -> descriptor.path("id").asText())
                    .containsExactly(passkey.id().base64Url());
            assertThatIllegalStateException().isThrownBy(() -> phone.create(again.publicKey(), ORIGIN));
            assertThat(test.beginRegistration("grace").publicKey().path("excludeCredentials"))
                    .isEmpty();
        }

        @Test
        void endsAtTheMostPasskeysOfOneUser() throws ProblemException {
            TestCeremonies limited = new TestCeremonies(Map.of("passkeys.max-per-user", "1"));
            limited.register("ada", phone);

            assertRefused(PASSKEY_NOT_ALLOWED, () -> limited.beginRegistration("ada"));
        }

        @Test
        void doesNotCountPasskeysThatAreDisabled() throws ProblemException {
            TestCeremonies limited = new TestCeremonies(Map.of("passkeys.max-per-user", "1"));
            limited.store.disable(limited.register("ada", phone).id());

            assertThat(limited.register("ada", new SoftAuthenticator()).disabled())
                    .isFalse();
        }

        @Test
        void isRefusedForAnAccountThatIsNotActiveAnyMore() throws ProblemException {
            StartedCeremony begun = test.beginRegistration("ada");
            test.inactive.add("ada");

            assertRefused(
                    PASSKEY_NOT_ALLOWED,
                    () -> test.finishRegistration("ada", begun, phone.create(begun.publicKey(), ORIGIN)));
            assertThat(test.store.passkeys()).isEmpty();
        }

        @Test
        void isFinishedByTheCallerWhoBeganItOnly() throws ProblemException {
            StartedCeremony begun = test.beginRegistration("ada");
            ObjectNode answer = phone.create(begun.publicKey(), ORIGIN);

            assertRefused(NOT_SIGNED_IN, () -> test.finishRegistration("grace", begun, answer));
            assertRefused(
                    NOT_SIGNED_IN,
                    () -> test.registration()
                            .finish(BROWSER, Optional.empty(), begun.ceremony(), answer, Optional.empty()));
            assertThat(test.finishRegistration("ada", begun, answer).passkey().caller())
                    .isEqualTo("ada");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", " ", "a\u0000b", "a\nb", "\u202eevil", "a\u200bb"})
        void takesPlainTextAsLabelOnly(String label) throws ProblemException {
            StartedCeremony begun = test.beginRegistration("ada");
            ObjectNode answer = phone.create(begun.publicKey(), ORIGIN);

            assertRefused(
                    MALFORMED_REQUEST,
                    () -> test.registration()
                            .finish(BROWSER, Optional.of("ada"), begun.ceremony(), answer, Optional.of(label)));
        }

        @Test
        void canHaveItsLabelCheckedBeforeThereIsAKey() throws ProblemException {
            test.registration().checkLabel("\ud83d\udc69\u200d\ud83d\udd2c lab");

            assertRefused(MALFORMED_REQUEST, () -> test.registration().checkLabel("\u202eevil"));
        }

        @Test
        void keepsTheLabelOrNamesThePasskeyItself() throws ProblemException {
            assertThat(test.register("ada", phone).label()).isEqualTo("Passkey");
            StartedCeremony begun = test.beginRegistration("ada");
            Registered registered = test.registration()
                    .finish(
                            BROWSER,
                            Optional.of("ada"),
                            begun.ceremony(),
                            new SoftAuthenticator().create(begun.publicKey(), ORIGIN),
                            Optional.of(" My <b>key</b> "));

            assertThat(registered.passkey().label()).isEqualTo("My <b>key</b>");
            assertThat(registered.newcomer()).isEmpty();
        }
    }

    @Nested
    @DisplayName("once begun")
    class OnceBegun {

        @Test
        void isAnsweredOnce() throws ProblemException {
            StartedCeremony begun = test.beginRegistration("ada");
            ObjectNode answer = phone.create(begun.publicKey(), ORIGIN);
            test.finishRegistration("ada", begun, answer);

            assertRefused(CEREMONY_SPENT, () -> test.finishRegistration("ada", begun, answer));
            assertThat(test.store.passkeys()).hasSize(1);
        }

        @Test
        void isOverAfterAWrongAnswerToo() throws ProblemException {
            StartedCeremony begun = test.beginRegistration("ada");
            ObjectNode wrong = new SoftAuthenticator()
                    .tampering(Tampering.ofClientData(json -> json.put("challenge", "AAAA")))
                    .create(begun.publicKey(), ORIGIN);
            assertRefused(MALFORMED_CREDENTIAL, () -> test.finishRegistration("ada", begun, wrong));

            assertRefused(
                    CEREMONY_SPENT,
                    () -> test.finishRegistration("ada", begun, phone.create(begun.publicKey(), ORIGIN)));
            assertThat(test.store.passkeys()).isEmpty();
        }

        @Test
        void expires() throws ProblemException {
            StartedCeremony begun = test.beginRegistration("ada");
            ObjectNode answer = phone.create(begun.publicKey(), ORIGIN);
            test.clock.advance(Duration.ofMinutes(6).plusMillis(1));

            assertRefused(CEREMONY_EXPIRED, () -> test.finishRegistration("ada", begun, answer));
            assertThat(test.store.spent()).isZero();
        }

        @Test
        void isNotAnsweredInAnotherBrowser() throws ProblemException {
            StartedCeremony begun = test.beginRegistration("ada");
            ObjectNode answer = phone.create(begun.publicKey(), ORIGIN);
            Client other = new Client(BROWSER.origin(), "cookie-of-another-browser");

            assertRefused(
                    MALFORMED_REQUEST,
                    () -> test.registration()
                            .finish(other, Optional.of("ada"), begun.ceremony(), answer, Optional.empty()));
        }

        @Test
        void isNotAnsweredByALogin() throws ProblemException {
            StartedCeremony begun = test.beginRegistration("ada");
            StartedCeremony login = test.beginLogin();
            ObjectNode answer = phone.create(begun.publicKey(), ORIGIN);

            assertRefused(MALFORMED_REQUEST, () -> test.finishRegistration("ada", login, answer));
            assertRefused(MALFORMED_REQUEST, () -> test.finishLogin(begun, answer));
        }

        @Test
        void canBeAnsweredWhenTheDatabaseIsBack() throws ProblemException {
            StartedCeremony begun = test.beginRegistration("ada");
            ObjectNode answer = phone.create(begun.publicKey(), ORIGIN);
            test.store.goAway();
            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(() -> test.finishRegistration("ada", begun, answer));
            test.store.comeBack();
            test.store.failNextCommit();
            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(() -> test.finishRegistration("ada", begun, answer));

            assertThat(test.finishRegistration("ada", begun, answer).passkey().caller())
                    .isEqualTo("ada");
        }

        @Test
        void isRefusedForAPasskeyThatSomebodyHas() throws ProblemException {
            Passkey gracesPasskey = test.register("grace", phone);
            StartedCeremony begun = test.beginRegistration("ada");
            test.store.put(renamed(gracesPasskey, idOf(begun)));
            ObjectNode answer = stolen;

            assertRefused(PASSKEY_EXISTS, () -> test.finishRegistration("ada", begun, answer));
            assertRefused(CEREMONY_SPENT, () -> test.finishRegistration("ada", begun, answer));
            assertThat(test.store.passkeys()).extracting(Passkey::caller).containsOnly("grace");
        }

        private ObjectNode stolen;

        private String idOf(StartedCeremony begun) {
            stolen = new SoftAuthenticator().create(begun.publicKey(), ORIGIN);
            return stolen.path("id").asText();
        }

        private Passkey renamed(Passkey passkey, String id) {
            return new Passkey(
                    new CredentialId(id),
                    passkey.owner(),
                    passkey.caller(),
                    passkey.publicKey(),
                    0,
                    true,
                    false,
                    false,
                    List.of(),
                    passkey.aaguid(),
                    passkey.rpId(),
                    "copy",
                    "none",
                    passkey.createdAt(),
                    null,
                    false);
        }
    }

    @Nested
    @DisplayName("at an origin")
    class AtAnOrigin {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "https://evil.example",
                    "https://example.org.evil.example",
                    "http://example.org",
                    "https://example.org:8443",
                    "https://sub.example.org",
                    "https://EXAMPLE.org",
                    "https://example.org/",
                    "null",
                    "android:apk-key-hash:0000000000000000000000000000000000000000000"
                })
        @DisplayName("§7.1 step 9: is refused at any that is not listed, letter by letter")
        void isRefusedElsewhere(String origin) throws ProblemException {
            StartedCeremony begun = test.beginRegistration("ada");

            assertRefused(
                    FOREIGN_ORIGIN,
                    () -> test.finishRegistration("ada", begun, phone.create(begun.publicKey(), origin)));
        }

        @Test
        void isRefusedAtAnotherOneOfOursThanWhereItBegan() throws ProblemException {
            TestCeremonies two =
                    new TestCeremonies(Map.of("passkeys.origins", "https://example.org,https://app.example.org"));
            StartedCeremony begun = two.beginRegistration("ada");

            assertRefused(
                    FOREIGN_ORIGIN,
                    () -> two.finishRegistration(
                            "ada", begun, phone.create(begun.publicKey(), "https://app.example.org")));
        }

        @Test
        void isTakenAtAnyOfOursFromAnAppThatDoesNotSayWhereItIs() throws ProblemException {
            String app = "android:apk-key-hash:7d1f7c3b4a5e6f708192a3b4c5d6e7f8091a2b3c4d4";
            TestCeremonies native_ = new TestCeremonies(Map.of("passkeys.origins", "https://example.org," + app));
            Client client = new Client(Optional.empty(), "cookie-jar-of-the-app");
            StartedCeremony begun = native_.registration().begin(client, "ada", false, List.of());

            Registered registered = native_.registration()
                    .finish(
                            client,
                            Optional.of("ada"),
                            begun.ceremony(),
                            phone.create(begun.publicKey(), app),
                            Optional.empty());

            assertThat(registered.passkey().caller()).isEqualTo("ada");
        }

        @Test
        void isNotBegunElsewhere() {
            Client client = new Client(Optional.of(new Origin("https://evil.example")), "cookie-of-this-browser");

            assertRefused(FOREIGN_ORIGIN, () -> test.registration().begin(client, "ada", false, List.of()));
        }
    }

    @Nested
    @DisplayName("by automatic upgrade")
    class ByAutomaticUpgrade {

        @Test
        @DisplayName("§7.1 steps 15 and 16: needs neither presence nor verification of the user")
        void needsNoUser() throws ProblemException {
            StartedCeremony begun = test.registration().begin(BROWSER, "ada", true, List.of());

            Passkey passkey = test.finishRegistration(
                            "ada", begun, phone.flags(0).create(begun.publicKey(), ORIGIN))
                    .passkey();

            assertThat(begun.conditional()).isTrue();
            assertThat(begun.publicKey()
                            .path("authenticatorSelection")
                            .path("userVerification")
                            .asText())
                    .isEqualTo("preferred");
            assertThat(passkey.userVerified()).isFalse();
        }

        @ParameterizedTest
        @ValueSource(ints = {0, SoftAuthenticator.UP, SoftAuthenticator.UV})
        @DisplayName("§7.1 steps 15 and 16: every other registration needs both")
        void isTheOnlyOneThatNeedsNoUser(int flags) throws ProblemException {
            StartedCeremony begun = test.beginRegistration("ada");

            assertRefused(
                    PASSKEY_NOT_ALLOWED,
                    () -> test.finishRegistration(
                            "ada", begun, phone.flags(flags).create(begun.publicKey(), ORIGIN)));
        }

        @Test
        void canBeDoneWithoutVerificationWherePolicyOnlyPrefersIt() throws ProblemException {
            TestCeremonies preferring = new TestCeremonies(Map.of("passkeys.user-verification", "preferred"));

            assertThat(preferring
                            .register("ada", phone.flags(SoftAuthenticator.UP))
                            .userVerified())
                    .isFalse();
        }

        @Test
        void doesNotLetItsPasskeySignInUnverified() throws ProblemException {
            StartedCeremony begun = test.registration().begin(BROWSER, "ada", true, List.of());
            test.finishRegistration("ada", begun, phone.flags(0).create(begun.publicKey(), ORIGIN));

            assertRefused(ProblemCode.AUTHENTICATION_FAILED, () -> test.signIn(phone.flags(SoftAuthenticator.UP)));
            assertThat(test.signIn(phone.flags(SoftAuthenticator.UP | SoftAuthenticator.UV))
                            .caller())
                    .isEqualTo("ada");
            assertThat(test.store.passkeys()).extracting(Passkey::userVerified).containsExactly(true);
        }
    }

    @Nested
    @DisplayName("of a new account")
    class OfANewAccount {

        @Test
        void makesAccountAndPasskeyAndLetsTheOwnerIn() throws ProblemException {
            Registered registered = signUp("zoe");

            assertThat(test.accounts.names).contains("zoe");
            assertThat(test.store.users()).extracting(PasskeyUser::caller).containsExactly("zoe");
            assertThat(registered.newcomer()).map(VerifiedAssertion::caller).contains("zoe");
            assertThat(test.signIn(phone).caller()).isEqualTo("zoe");
        }

        @Test
        void storesNothingWhenItBegins() throws ProblemException {
            begin("zoe");

            assertThat(test.store.users()).isEmpty();
            assertThat(test.accounts.names).doesNotContain("zoe");
        }

        @Test
        void isClosedUnlessTheSettingsOpenIt() {
            TestCeremonies closed = new TestCeremonies(Map.of("passkeys.registration", "closed"));

            assertRefused(
                    REGISTRATION_CLOSED,
                    () -> closed.registration().beginAccount(BROWSER, "zoe", Optional.empty(), List.of()));
        }

        @Test
        void isClosedWhereTheHostMakesNoAccounts() {
            TestCeremonies without = new TestCeremonies(Map.of(), false);

            assertRefused(
                    REGISTRATION_CLOSED,
                    () -> without.registration().beginAccount(BROWSER, "zoe", Optional.empty(), List.of()));
        }

        @Test
        void isRefusedForANameThatIsTaken() {
            assertRefused(NAME_TAKEN, () -> begin("grace"));
        }

        @Test
        void isRefusedForANameThatOnceHadPasskeys() throws ProblemException {
            test.register("ada", phone);

            assertRefused(NAME_TAKEN, () -> begin("ada"));
        }

        @Test
        void isRefusedWhenTheNameIsTakenMeanwhile() throws ProblemException {
            StartedCeremony begun = begin("zoe");
            test.accounts.names.add("zoe");

            assertRefused(NAME_TAKEN, () -> finish(begun));
            assertThat(test.store.users()).isEmpty();
            assertThat(test.accounts.withdrawn).isEmpty();
        }

        @Test
        void isRefusedForTheSecondOfTwoWhoWantOneName() throws ProblemException {
            StartedCeremony first = begin("zoe");
            StartedCeremony second = begin("zoe");
            finish(first);

            assertRefused(NAME_TAKEN, () -> finish(second));
            assertThat(test.store.passkeys()).hasSize(1);
        }

        @Test
        void isRefusedWhereTheHostGivesTheNameToAnotherMeanwhile() throws ProblemException {
            StartedCeremony begun = begin("zoe");
            test.accounts.meanwhile = () -> {
                test.accounts.names.add("zoe");
                throw new IllegalStateException("a duplicate key");
            };

            assertRefused(NAME_TAKEN, () -> finish(begun));

            assertThat(test.accounts.withdrawn).isEmpty();
            assertThat(test.store.passkeys()).isEmpty();
        }

        @Test
        void storesNothingWhenTheHostCannotMakeTheAccount() throws ProblemException {
            StartedCeremony begun = begin("zoe");
            test.accounts.failure = new IllegalStateException("the directory is away");

            assertThatIllegalStateException().isThrownBy(() -> finish(begun));

            assertThat(test.store.users()).isEmpty();
            assertThat(test.store.passkeys()).isEmpty();
            test.accounts.failure = null;
            assertThat(finish(begun).passkey().caller()).isEqualTo("zoe");
        }

        @Test
        void takesTheAccountBackWhenThePasskeyCannotBeStored() throws ProblemException {
            test.register("ada", new SoftAuthenticator());
            StartedCeremony begun = begin("zoe");
            test.store.failNextCommit();

            assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> finish(begun));

            assertThat(test.accounts.withdrawn).containsExactly("zoe");
            assertThat(test.accounts.names).doesNotContain("zoe");
        }

        @Test
        void doesNotBlockItsNameForEverWhenItCannotBeTakenBack() throws ProblemException {
            StartedCeremony begun = begin("zoe");
            test.accounts.withdrawalFails = true;
            test.store.failNextCommit();
            assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> finish(begun));
            assertThat(test.accounts.names).contains("zoe");
            assertRefused(NAME_TAKEN, () -> begin("zoe"));

            test.accounts.withdrawalFails = false;
            test.clock.advance(Duration.ofMinutes(11));

            assertThat(signUp("zoe").passkey().caller()).isEqualTo("zoe");
            assertThat(test.store.reserved()).isEmpty();
        }

        @Test
        void isNeverTakenFromWhoHasAnotherWayIn() throws ProblemException {
            StartedCeremony begun = begin("zoe");
            test.accounts.withdrawalFails = true;
            test.store.failNextCommit();
            assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> finish(begun));
            test.accounts.withdrawalFails = false;
            test.accounts.otherWayIn = true;
            test.clock.advance(Duration.ofDays(30));

            assertRefused(NAME_TAKEN, () -> begin("zoe"));
            assertThat(test.accounts.names).contains("zoe");
        }

        @Test
        void isGivenOnceWhereTheAnswerIsSentTwiceAtOnce() throws ProblemException {
            StartedCeremony begun = begin("zoe");
            ObjectNode answer = phone.create(begun.publicKey(), ORIGIN);
            test.accounts.meanwhile = () -> assertRefused(CEREMONY_SPENT, () -> finish(begun, answer));

            assertThat(finish(begun, answer).passkey().caller()).isEqualTo("zoe");
            assertThat(test.accounts.withdrawn).isEmpty();
        }

        @Test
        void letsGoOfTheNameInTheEnd() throws ProblemException {
            signUp("zoe");
            assertThat(test.store.reserved()).isEmpty();

            test.accounts.failure = new IllegalStateException("the directory is away");
            StartedCeremony begun = begin("yan");
            assertThatIllegalStateException().isThrownBy(() -> finish(begun));
            assertThat(test.store.reserved()).isEmpty();
        }

        @Test
        void isNotMadeByACallerWhoIsSignedIn() throws ProblemException {
            StartedCeremony begun = begin("zoe");

            assertRefused(
                    MALFORMED_REQUEST,
                    () -> test.finishRegistration("ada", begun, phone.create(begun.publicKey(), ORIGIN)));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "  ", "a\u0000b", "a\tb", "\u202ezoe", "\ud800"})
        void takesAPlainNameOnly(String name) {
            assertRefused(MALFORMED_REQUEST, () -> begin(name));
        }

        @Test
        void takesNoNameOverAHundredCharacters() throws ProblemException {
            assertRefused(MALFORMED_REQUEST, () -> begin("z".repeat(101)));
            assertThat(begin("z".repeat(100))
                            .publicKey()
                            .path("user")
                            .path("name")
                            .asText())
                    .hasSize(100);
        }

        private StartedCeremony begin(String name) throws ProblemException {
            return test.registration().beginAccount(BROWSER, name, Optional.of("Zoe Z."), List.of("hybrid"));
        }

        private Registered finish(StartedCeremony begun) throws ProblemException {
            return finish(begun, phone.create(begun.publicKey(), ORIGIN));
        }

        private Registered finish(StartedCeremony begun, ObjectNode answer) throws ProblemException {
            return test.registration().finish(BROWSER, Optional.empty(), begun.ceremony(), answer, Optional.empty());
        }

        private Registered signUp(String name) throws ProblemException {
            return finish(begin(name));
        }
    }
}
