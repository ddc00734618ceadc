// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ceremony;

import static ee.passkeys.ceremony.TestCeremonies.BROWSER;
import static ee.passkeys.ceremony.TestCeremonies.ORIGIN;
import static ee.passkeys.ceremony.TestCeremonies.assertRefused;
import static ee.passkeys.problem.ProblemCode.AUTHENTICATION_FAILED;
import static ee.passkeys.problem.ProblemCode.CEREMONY_EXPIRED;
import static ee.passkeys.problem.ProblemCode.CEREMONY_SPENT;
import static ee.passkeys.problem.ProblemCode.FOREIGN_ORIGIN;
import static ee.passkeys.problem.ProblemCode.LAST_CREDENTIAL;
import static ee.passkeys.problem.ProblemCode.NOT_SIGNED_IN;
import static ee.passkeys.problem.ProblemCode.NO_SUCH_PASSKEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ee.passkeys.api.PasskeyEvent;
import ee.passkeys.credential.Passkey;
import ee.passkeys.credential.PasswordLogin;
import ee.passkeys.credential.StoreUnavailableException;
import ee.passkeys.problem.ProblemException;
import ee.passkeys.testkit.KeyKind;
import ee.passkeys.testkit.SoftAuthenticator;
import ee.passkeys.testkit.Tampering;
import ee.passkeys.value.Base64Url;
import ee.passkeys.value.Origin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A login")
class AuthenticationTest {

    private final TestCeremonies test = new TestCeremonies();
    private final SoftAuthenticator phone = new SoftAuthenticator();
    private Passkey passkey;

    @BeforeEach
    void adaHasAPasskey() throws ProblemException {
        passkey = test.register("ada", phone);
        test.events.clear();
    }

    @Test
    void holdsNoConnectionButForReadingThePasskeyAndForWriting() throws ProblemException {
        test.signIn(phone);
        StartedCeremony begun = test.beginLogin();
        ObjectNode answer = phone.get(begun.publicKey(), ORIGIN);
        int before = test.store.transactions();

        test.finishLogin(begun, answer);

        assertThat(test.store.transactions() - before).isEqualTo(2);
    }

    @Test
    void tellsOfABrowserInWhichTheUserIsNotKnown() throws ProblemException {
        List<String> asked = new ArrayList<>();
        signIn(TestCeremonies.BROWSER.knowing(caller -> !asked.add(caller)));

        assertThat(asked).containsExactly("ada");
        assertThat(test.events(PasskeyEvent.NewDevice.class))
                .containsExactly(new PasskeyEvent.NewDevice(test.clock.instant(), "ada", passkey.id()));
    }

    @Test
    void tellsOfNoBrowserInWhichTheUserIsKnownOrThatIsNotAskedFor() throws ProblemException {
        signIn(TestCeremonies.BROWSER.knowing("ada"::equals));
        signIn(TestCeremonies.BROWSER);
        StartedCeremony token = test.authentication().beginForToken(TestCeremonies.BROWSER, Optional.empty());
        test.authentication()
                .finishForToken(
                        TestCeremonies.BROWSER.knowing(caller -> false),
                        token.ceremony(),
                        phone.get(token.publicKey(), ORIGIN));
        StartedCeremony confirmation = test.authentication().beginStepUp(TestCeremonies.BROWSER, "ada");
        test.authentication()
                .finish(
                        TestCeremonies.BROWSER.knowing(caller -> false),
                        Optional.of("ada"),
                        confirmation.ceremony(),
                        phone.get(confirmation.publicKey(), ORIGIN));

        assertThat(test.events(PasskeyEvent.NewDevice.class)).isEmpty();
    }

    private void signIn(Client client) throws ProblemException {
        StartedCeremony begun = test.authentication().begin(client, false);
        test.authentication().finish(client, Optional.empty(), begun.ceremony(), phone.get(begun.publicKey(), ORIGIN));
    }

    @Test
    void isRefusedOnceTheNameIsAnotherAccounts() throws ProblemException {
        test.account = Optional.of("1");
        test.signIn(phone);
        test.account = Optional.of("2");

        assertRefused(AUTHENTICATION_FAILED, () -> test.signIn(phone));

        assertThat(test.events(PasskeyEvent.Disabled.class))
                .containsExactly(new PasskeyEvent.Disabled(
                        test.clock.instant(), "ada", 1, PasskeyEvent.Disabled.Reason.ANOTHER_ACCOUNT));
        test.account = Optional.of("1");
        assertRefused(AUTHENTICATION_FAILED, () -> test.signIn(phone));
    }

    @Test
    void isTheNextOnesOfTheNameWithAPasskeyOfTheirOwn() throws ProblemException {
        test.account = Optional.of("1");
        test.signIn(phone);
        test.account = Optional.of("2");
        SoftAuthenticator other = new SoftAuthenticator();

        test.register("ada", other);

        assertThat(test.signIn(other).caller()).isEqualTo("ada");
        assertRefused(AUTHENTICATION_FAILED, () -> test.signIn(phone));
        assertThat(test.events(PasskeyEvent.Disabled.class)).hasSize(1);
    }

    @Test
    void isRefusedWhereTheQueryFindsNoAccountAnyMore() throws ProblemException {
        TestCeremonies strict =
                new TestCeremonies(Map.of("passkeys.account-id.query", "select id from account where name = ?"));
        SoftAuthenticator key = new SoftAuthenticator();
        strict.account = Optional.of("1");
        strict.register("ada", key);
        strict.account = Optional.empty();
        assertRefused(AUTHENTICATION_FAILED, () -> strict.signIn(key));

        strict.account = Optional.of("1");
        assertThat(strict.signIn(key).caller()).isEqualTo("ada");
    }

    @Test
    void readsWhatThePasswordGaveInTheTransactionThatWrites() throws ProblemException {
        assertThat(test.signIn(phone).lastPassword()).isEmpty();
        PasswordLogin login = new PasswordLogin("ada", Set.of("staff"), test.clock.instant());
        test.store.transact(stored -> {
            stored.keep(login);
            return login;
        });

        assertThat(test.signIn(phone).lastPassword()).contains(login);
    }

    @Test
    void forgetsOldMarksInBatches() throws ProblemException {
        test.store.transact(stored -> {
            for (int i = 0; i < 3 * SingleUse.BATCH; i++) {
                stored.spend("old" + i, test.clock.instant().minusSeconds(1));
            }
            return stored;
        });
        test.clock.advance(Duration.ofHours(1));
        int before = test.store.transactions();

        test.signIn(phone);

        assertThat(test.store.spent()).isLessThan(3);
        assertThat(test.store.transactions() - before).isGreaterThan(5);
    }

    @Test
    void succeedsAlthoughOldMarksCannotBeForgottenNow() throws ProblemException {
        test.store.failSweeps();
        test.clock.advance(Duration.ofHours(1));

        assertThat(test.signIn(phone).caller()).isEqualTo("ada");
    }

    @Nested
    @DisplayName("without a name")
    class WithoutAName {

        @Test
        void letsThePasskeySayWhoTheUserIs() throws ProblemException {
            test.clock.advance(Duration.ofHours(1));

            VerifiedAssertion signedIn = test.signIn(phone);

            assertThat(signedIn.caller()).isEqualTo("ada");
            assertThat(signedIn.passkey()).isEqualTo(passkey.id());
            assertThat(signedIn.userVerified()).isTrue();
            assertThat(signedIn.at()).isEqualTo(test.clock.instant());
            assertThat(test.store.passkeys()).extracting(Passkey::lastUsedAt).containsExactly(signedIn.at());
            assertThat(test.events(PasskeyEvent.SignedIn.class)).hasSize(1);
        }

        @ParameterizedTest
        @EnumSource(names = {"EDDSA", "ES256", "RS256"})
        void worksWithEachAlgorithm(KeyKind kind) throws ProblemException {
            SoftAuthenticator key = new SoftAuthenticator(kind);
            test.register("grace", key);

            assertThat(test.signIn(key).caller()).isEqualTo("grace");
        }

        @Test
        void isBegunWithoutTheDatabase() throws ProblemException {
            test.beginLogin();
            test.store.goAway();

            JsonNode options = test.beginLogin().publicKey();

            assertThat(options.path("allowCredentials")).isEmpty();
            assertThat(options.path("userVerification").asText()).isEqualTo("required");
            assertThat(options.path("rpId").asText()).isEqualTo("example.org");
        }

        @Test
        void hasAChallengeOfItsOwn() throws ProblemException {
            Set<String> challenges = new HashSet<>();
            for (int i = 0; i < 100; i++) {
                String challenge =
                        test.beginLogin().publicKey().path("challenge").asText();
                assertThat(Base64Url.decode(challenge)).hasSize(32);
                challenges.add(challenge);
            }

            assertThat(challenges).hasSize(100);
        }

        @Test
        void leavesNothingBehindWhenItIsOnlyBegun() throws ProblemException {
            for (int i = 0; i < 200; i++) {
                test.beginLogin();
            }

            assertThat(test.store.spent()).isEqualTo(1).as("the registration before");
        }

        @Test
        void isRefusedWhereTheAuthenticatorDoesNotSayWhoTheUserIs() {
            assertRefused(AUTHENTICATION_FAILED, () -> test.signIn(phone.givingNoHandle()));
        }

        @Test
        void takesAnEmptyHandleForNone() throws ProblemException {
            SoftAuthenticator safari = phone.tampering(
                    Tampering.ofAnswer(json -> ((ObjectNode) json.path("response")).put("userHandle", "")));
            StartedCeremony begun = test.authentication().begin(BROWSER, "ada", false);

            assertThat(test.finishLogin(begun, safari.get(begun.publicKey(), ORIGIN))
                            .caller())
                    .isEqualTo("ada");
            assertRefused(AUTHENTICATION_FAILED, () -> test.signIn(safari));
        }

        @Test
        void isRefusedForTheHandleOfAnotherUser() throws ProblemException {
            Passkey gracesPasskey = test.register("grace", new SoftAuthenticator());

            assertRefused(
                    AUTHENTICATION_FAILED,
                    () -> test.signIn(phone.tampering(Tampering.ofAnswer(json -> ((ObjectNode) json.path("response"))
                            .put("userHandle", gracesPasskey.owner().base64Url())))));
        }

        @Test
        void tellsTheClientOfAPasskeyThatIsNotKnownHere() throws ProblemException {
            test.ceremonies.ownPasskeys();
            test.accounts.otherWayIn = true;
            test.ceremonies.ownPasskeys().remove("ada", passkey.id());

            ProblemException refusal = assertRefused(AUTHENTICATION_FAILED, () -> test.signIn(phone));

            assertThat(refusal.isUnknownCredential()).isTrue();
        }

        @Test
        void doesNotHaveTheClientForgetAPasskeyOfAnotherUserBase() throws ProblemException {
            test.accounts.otherWayIn = true;
            test.ceremonies.ownPasskeys().remove("ada", passkey.id());
            test.store.addElsewhere(passkey.id());

            ProblemException refusal = assertRefused(AUTHENTICATION_FAILED, () -> test.signIn(phone));

            assertThat(refusal.isUnknownCredential()).isFalse();
        }

        @Test
        void isAuditedWhenItMayNotEvenBegin() {
            Client elsewhere = new Client(Optional.of(new Origin("https://evil.example")), "cookie");

            assertRefused(FOREIGN_ORIGIN, () -> test.authentication().begin(elsewhere, false));

            assertThat(test.events(PasskeyEvent.Refused.class))
                    .extracting(PasskeyEvent.Refused::code)
                    .containsExactly("foreign-origin");
        }

        @Test
        void saysOfAKnownPasskeyThatFailsNothingMore() {
            ProblemException refusal = assertRefused(
                    AUTHENTICATION_FAILED,
                    () -> test.signIn(phone.tampering(Tampering.ofSignature(AuthenticationTest::flipped))));

            assertThat(refusal.isUnknownCredential()).isFalse();
            assertThat(test.events(PasskeyEvent.Refused.class)).hasSize(1);
        }
    }

    @Nested
    @DisplayName("with a name")
    class WithAName {

        @Test
        void offersThePasskeysOfThatUser() throws ProblemException {
            StartedCeremony begun = test.authentication().begin(BROWSER, "ada", false);

            assertThat(idsIn(begun)).containsExactly(passkey.id().base64Url());
            assertThat(test.finishLogin(begun, phone.get(begun.publicKey(), ORIGIN))
                            .caller())
                    .isEqualTo("ada");
        }

        @Test
        void needsNoHandle() throws ProblemException {
            StartedCeremony begun = test.authentication().begin(BROWSER, "ada", false);

            assertThat(test.finishLogin(begun, phone.givingNoHandle().get(begun.publicKey(), ORIGIN))
                            .caller())
                    .isEqualTo("ada");
        }

        @Test
        void offersTheSameDecoysEachTimeForAnUnknownName() throws ProblemException {
            StartedCeremony first = test.authentication().begin(BROWSER, "nobody", false);
            StartedCeremony second = test.authentication().begin(BROWSER, "nobody", false);
            StartedCeremony other = test.authentication().begin(BROWSER, "somebody", false);

            assertThat(idsIn(first)).isNotEmpty().isEqualTo(idsIn(second)).isNotEqualTo(idsIn(other));
        }

        @Test
        void inventsPasskeysOfEveryNumberAndKindThatUsersHave() throws ProblemException {
            Set<Integer> numbers = new HashSet<>();
            Set<String> kinds = new HashSet<>();
            for (int i = 0; i < 400; i++) {
                JsonNode decoys = test.authentication()
                        .begin(BROWSER, "nobody" + i, false)
                        .publicKey()
                        .path("allowCredentials");
                numbers.add(decoys.size());
                decoys.forEach(decoy -> kinds.add(kind(decoy)));
            }

            assertThat(numbers).containsExactlyInAnyOrder(1, 2, 3);
            assertThat(kinds)
                    .contains("20 hybrid,internal", "16 hybrid,internal", "16 internal", "32 internal", "48 nfc,usb");
        }

        @Test
        void saysNothingMoreOfAnInventedPasskeyThanOfARealOne() throws ProblemException {
            for (String name : List.of("ada", "nobody", "somebody")) {
                StartedCeremony begun = test.authentication().begin(BROWSER, name, false);
                for (String id : idsIn(begun)) {
                    assertSaysNothing(test.authentication().begin(BROWSER, name, false), id);
                    assertSaysNothing(test.beginLogin(), id);
                }
            }
        }

        @Test
        void saysNothingOfAPasskeyThatIsNotKnownHere() throws ProblemException {
            StartedCeremony named = test.authentication().begin(BROWSER, "ada", false);

            assertSaysNothing(named, Base64Url.encode(new byte[32]));
        }

        private void assertSaysNothing(StartedCeremony begun, String id) {
            ObjectNode open = begun.publicKey().deepCopy();
            open.putArray("allowCredentials");
            ObjectNode junk = phone.tampering(Tampering.ofSignature(AuthenticationTest::flipped))
                    .get(open, ORIGIN)
                    .put("id", id)
                    .put("rawId", id);
            ProblemException refusal = assertRefused(AUTHENTICATION_FAILED, () -> test.finishLogin(begun, junk));

            assertThat(refusal.isUnknownCredential()).isFalse();
        }

        private static String kind(JsonNode descriptor) {
            List<String> transports = new ArrayList<>();
            descriptor.path("transports").forEach(transport -> transports.add(transport.asText()));
            return Base64Url.decode(descriptor.path("id").asText()).length + " " + String.join(",", transports);
        }

        @Test
        void offersDecoysToAUserWithoutPasskeysInTheShapeOfRealOnes() throws ProblemException {
            JsonNode decoy =
                    test.authentication().begin(BROWSER, "grace", false).publicKey();
            JsonNode real = test.authentication().begin(BROWSER, "ada", false).publicKey();

            assertThat(decoy.properties()).extracting(Map.Entry::getKey).isEqualTo(names(real));
            assertThat(decoy.path("allowCredentials").get(0).properties())
                    .extracting(Map.Entry::getKey)
                    .isEqualTo(names(real.path("allowCredentials").get(0)));
        }

        @Test
        void isRefusedForThePasskeyOfAnotherUser() throws ProblemException {
            SoftAuthenticator graces = new SoftAuthenticator();
            test.register("grace", graces);
            StartedCeremony begun = test.authentication().begin(BROWSER, "ada", false);
            ObjectNode open = begun.publicKey().deepCopy();
            open.putArray("allowCredentials");

            assertRefused(AUTHENTICATION_FAILED, () -> test.finishLogin(begun, graces.get(open, ORIGIN)));
        }

        private static List<String> names(JsonNode node) {
            return node.properties().stream().map(Map.Entry::getKey).toList();
        }

        private static List<String> idsIn(StartedCeremony begun) {
            List<String> ids = new ArrayList<>();
            begun.publicKey()
                    .path("allowCredentials")
                    .forEach(descriptor -> ids.add(descriptor.path("id").asText()));
            return ids;
        }
    }

    @Nested
    @DisplayName("once begun")
    class OnceBegun {

        @Test
        void isAnsweredOnce() throws ProblemException {
            StartedCeremony begun = test.beginLogin();
            ObjectNode answer = phone.get(begun.publicKey(), ORIGIN);
            test.finishLogin(begun, answer);

            assertRefused(CEREMONY_SPENT, () -> test.finishLogin(begun, answer));
        }

        @Test
        void isOverAfterAWrongAnswerToo() throws ProblemException {
            StartedCeremony begun = test.beginLogin();
            ObjectNode right = phone.get(begun.publicKey(), ORIGIN);
            ObjectNode wrong = right.deepCopy();
            ((ObjectNode) wrong.path("response")).put("signature", "AAAA");
            assertRefused(AUTHENTICATION_FAILED, () -> test.finishLogin(begun, wrong));

            assertRefused(CEREMONY_SPENT, () -> test.finishLogin(begun, right));
        }

        @Test
        void isWonByOneOfManyWhoAnswerAtOnce() throws Exception {
            StartedCeremony begun = test.beginLogin();
            ObjectNode answer = phone.get(begun.publicKey(), ORIGIN);
            Callable<Boolean> attempt = () -> {
                try {
                    test.finishLogin(begun, answer);
                    return true;
                } catch (ProblemException e) {
                    return false;
                }
            };
            ExecutorService threads = Executors.newFixedThreadPool(8);
            List<Boolean> results = new ArrayList<>();
            try {
                for (Future<Boolean> result : threads.invokeAll(Collections.nCopies(50, attempt))) {
                    results.add(result.get());
                }
            } finally {
                threads.shutdownNow();
            }

            assertThat(results).filteredOn(won -> won).hasSize(1);
        }

        @Test
        void standsBesideAnotherOneInTheSameBrowser() throws ProblemException {
            StartedCeremony first = test.beginLogin();
            StartedCeremony second = test.beginLogin();

            assertThat(test.finishLogin(second, phone.get(second.publicKey(), ORIGIN))
                            .caller())
                    .isEqualTo("ada");
            assertThat(test.finishLogin(first, phone.get(first.publicKey(), ORIGIN))
                            .caller())
                    .isEqualTo("ada");
        }

        @Test
        void expires() throws ProblemException {
            StartedCeremony begun = test.beginLogin();
            ObjectNode answer = phone.get(begun.publicKey(), ORIGIN);
            test.clock.advance(Duration.ofMinutes(6).plusMillis(1));

            assertRefused(CEREMONY_EXPIRED, () -> test.finishLogin(begun, answer));
        }

        @Test
        void isNotAnsweredElsewhere() throws ProblemException {
            StartedCeremony begun = test.beginLogin();

            assertRefused(
                    FOREIGN_ORIGIN,
                    () -> test.finishLogin(begun, phone.get(begun.publicKey(), "https://evil.example")));
        }

        @Test
        void isNotAnsweredInAFrameOfAnotherSiteUnlessTheSettingsNameIt() throws ProblemException {
            Tampering inFrame = Tampering.ofClientData(
                    json -> json.put("crossOrigin", true).put("topOrigin", "https://portal.example"));
            assertRefused(FOREIGN_ORIGIN, () -> test.signIn(phone.tampering(inFrame)));

            TestCeremonies embedded = new TestCeremonies(Map.of("passkeys.top-origins", "https://portal.example"));
            SoftAuthenticator key = new SoftAuthenticator();
            embedded.register("ada", key);
            assertThat(embedded.signIn(key.tampering(inFrame)).caller()).isEqualTo("ada");
            assertRefused(
                    FOREIGN_ORIGIN,
                    () -> embedded.signIn(key.tampering(Tampering.ofClientData(
                            json -> json.put("crossOrigin", true).put("topOrigin", "https://evil.example")))));
            assertRefused(
                    FOREIGN_ORIGIN,
                    () -> embedded.signIn(
                            key.tampering(Tampering.ofClientData(json -> json.put("crossOrigin", true)))));
        }

        @Test
        void canBeAnsweredWhenTheDatabaseIsBack() throws ProblemException {
            StartedCeremony begun = test.beginLogin();
            ObjectNode answer = phone.get(begun.publicKey(), ORIGIN);
            test.store.goAway();
            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(() -> test.finishLogin(begun, answer));
            test.store.comeBack();
            test.store.failNextCommit();
            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(() -> test.finishLogin(begun, answer));

            assertThat(test.finishLogin(begun, answer).caller()).isEqualTo("ada");
        }

        @Test
        void isRefusedForAPasskeyThatWasSwitchedOffMeanwhile() throws ProblemException {
            StartedCeremony begun = test.beginLogin();
            test.store.put(disabled(passkey));

            assertRefused(AUTHENTICATION_FAILED, () -> test.finishLogin(begun, phone.get(begun.publicKey(), ORIGIN)));
        }

        @Test
        void isRefusedForAnAccountThatWasLockedMeanwhileAndLeavesThePasskeyAsItWas() throws ProblemException {
            StartedCeremony begun = test.beginLogin();
            test.inactive.add("ada");

            ProblemException refusal = assertRefused(
                    AUTHENTICATION_FAILED, () -> test.finishLogin(begun, phone.get(begun.publicKey(), ORIGIN)));

            assertThat(refusal.isUnknownCredential()).isFalse();
            assertThat(test.store.passkeys()).containsExactly(passkey);
        }

        @ParameterizedTest
        @ValueSource(ints = {0, SoftAuthenticator.UP, SoftAuthenticator.UV})
        @DisplayName("§7.2 steps 16 and 17: needs presence and verification of the user, also in the autofill")
        void needsTheUser(int flags) throws ProblemException {
            StartedCeremony autofill = test.authentication().begin(BROWSER, true);

            assertRefused(AUTHENTICATION_FAILED, () -> test.signIn(phone.flags(flags)));
            assertRefused(
                    AUTHENTICATION_FAILED, () -> test.finishLogin(autofill, phone.get(autofill.publicKey(), ORIGIN)));
        }
    }

    @Nested
    @DisplayName("with an authenticator that counts")
    class WithACounter {

        private final SoftAuthenticator key = new SoftAuthenticator().counting();

        @BeforeEach
        void signInOnce() throws ProblemException {
            test.register("grace", key);
            test.signIn(key);
        }

        @Test
        void goesOnAsTheCounterGrows() throws ProblemException {
            test.signIn(key);
            test.signIn(key);

            assertThat(count(test)).isEqualTo(3);
        }

        @Test
        @DisplayName("§7.2 step 22: is refused when it did not grow since the last login, and reported")
        void isRefusedWhenTheCounterDidNotGrow() {
            assertRefused(AUTHENTICATION_FAILED, () -> test.signIn(key.countIs(0)));

            assertThat(test.events(PasskeyEvent.CounterFell.class))
                    .singleElement()
                    .satisfies(event -> {
                        assertThat(event.caller()).isEqualTo("grace");
                        assertThat(event.stored()).isEqualTo(1);
                        assertThat(event.received()).isEqualTo(1);
                    });
            assertThat(count(test)).isEqualTo(1);
        }

        @Test
        void isNotReportedWhenAnAnswerIsSentAgain() throws ProblemException {
            StartedCeremony begun = test.beginLogin();
            ObjectNode answer = key.get(begun.publicKey(), ORIGIN);
            test.finishLogin(begun, answer);

            assertRefused(CEREMONY_SPENT, () -> test.finishLogin(begun, answer));

            assertThat(test.events(PasskeyEvent.CounterFell.class)).isEmpty();
        }

        @Test
        void isOnlyReportedWherePolicyWarns() throws ProblemException {
            TestCeremonies warning = new TestCeremonies(Map.of("passkeys.signature-counter", "warn"));
            SoftAuthenticator copied = new SoftAuthenticator().counting().countIs(10);
            warning.register("grace", copied);
            warning.signIn(copied);

            assertThat(warning.signIn(copied.countIs(3)).caller()).isEqualTo("grace");
            assertThat(warning.events(PasskeyEvent.CounterFell.class)).hasSize(1);
            assertThat(count(warning)).isEqualTo(11);
        }

        private static long count(TestCeremonies ceremonies) {
            return ceremonies.store.passkeys().stream()
                    .filter(stored -> stored.caller().equals("grace"))
                    .findFirst()
                    .orElseThrow()
                    .signatureCount();
        }
    }

    @Nested
    @DisplayName("keeps up with backups:")
    class Backups {

        private final SoftAuthenticator synced =
                new SoftAuthenticator().flags(SoftAuthenticator.UP | SoftAuthenticator.UV | SoftAuthenticator.BE);

        @Test
        void refreshesTheStateAtEachLogin() throws ProblemException {
            test.register("grace", synced);
            test.signIn(synced.flags(
                    SoftAuthenticator.UP | SoftAuthenticator.UV | SoftAuthenticator.BE | SoftAuthenticator.BS));
            assertThat(test.store.passkeys()).extracting(Passkey::backedUp).containsExactly(false, true);

            test.signIn(synced.flags(SoftAuthenticator.UP | SoftAuthenticator.UV | SoftAuthenticator.BE));
            assertThat(test.store.passkeys()).extracting(Passkey::backedUp).containsExactly(false, false);
        }

        @Test
        @DisplayName("§7.2 step 19: eligibility never changes")
        void isRefusedWhenEligibilityChanges() throws ProblemException {
            test.register("grace", synced);

            assertRefused(
                    AUTHENTICATION_FAILED,
                    () -> test.signIn(synced.flags(SoftAuthenticator.UP | SoftAuthenticator.UV)));
            assertRefused(
                    AUTHENTICATION_FAILED,
                    () -> test.signIn(phone.flags(SoftAuthenticator.UP | SoftAuthenticator.UV | SoftAuthenticator.BE)));
        }

        @Test
        @DisplayName("§7.2 step 18: what is backed up is eligible")
        void isRefusedWhenBackedUpThoughNotEligible() {
            assertRefused(
                    AUTHENTICATION_FAILED,
                    () -> test.signIn(phone.flags(SoftAuthenticator.UP | SoftAuthenticator.UV | SoftAuthenticator.BS)));
        }
    }

    @Nested
    @DisplayName("again, to confirm,")
    class ToConfirm {

        @Test
        void isDoneWithAPasskeyOfTheCaller() throws ProblemException {
            StartedCeremony begun = test.authentication().beginStepUp(BROWSER, "ada");

            assertThat(confirm("ada", begun, phone.get(begun.publicKey(), ORIGIN)))
                    .isInstanceOfSatisfying(
                            Authentication.Confirmed.class,
                            confirmed -> assertThat(confirmed.proof().caller()).isEqualTo("ada"));
            assertThat(test.events(PasskeyEvent.SteppedUp.class))
                    .extracting(PasskeyEvent.SteppedUp::passkey)
                    .containsExactly(passkey.id());
            assertThat(test.events(PasskeyEvent.SignedIn.class)).isEmpty();
        }

        @Test
        void alwaysVerifiesTheUser() throws ProblemException {
            TestCeremonies lax = new TestCeremonies(Map.of("passkeys.user-verification", "discouraged"));
            SoftAuthenticator key = new SoftAuthenticator().flags(SoftAuthenticator.UP);
            lax.register("ada", key);
            StartedCeremony begun = lax.authentication().beginStepUp(BROWSER, "ada");

            assertThat(lax.signIn(key).userVerified()).isFalse();
            assertRefused(
                    AUTHENTICATION_FAILED,
                    () -> lax.authentication()
                            .finish(BROWSER, Optional.of("ada"), begun.ceremony(), key.get(begun.publicKey(), ORIGIN)));
        }

        @Test
        void isNotDoneForAnotherCaller() throws ProblemException {
            SoftAuthenticator graces = new SoftAuthenticator();
            test.register("grace", graces);
            StartedCeremony begun = test.authentication().beginStepUp(BROWSER, "ada");
            ObjectNode answer = phone.get(begun.publicKey(), ORIGIN);
            ObjectNode open = begun.publicKey().deepCopy();
            open.putArray("allowCredentials");

            assertRefused(NOT_SIGNED_IN, () -> confirm("grace", begun, answer));
            assertRefused(AUTHENTICATION_FAILED, () -> confirm("ada", begun, graces.get(open, ORIGIN)));
        }

        @Test
        void signsNobodyIn() throws ProblemException {
            StartedCeremony stepUp = test.authentication().beginStepUp(BROWSER, "ada");
            StartedCeremony login = test.beginLogin();

            assertRefused(NOT_SIGNED_IN, () -> test.finishLogin(stepUp, phone.get(stepUp.publicKey(), ORIGIN)));
            assertThat(confirm("ada", login, phone.get(login.publicKey(), ORIGIN)))
                    .isInstanceOf(Authentication.SignedIn.class);
        }

        private Authentication.Outcome confirm(String caller, StartedCeremony begun, ObjectNode answer)
                throws ProblemException {
            return test.authentication().finish(BROWSER, Optional.of(caller), begun.ceremony(), answer);
        }

        @Test
        void needsAPasskey() {
            assertRefused(NO_SUCH_PASSKEY, () -> test.authentication().beginStepUp(BROWSER, "grace"));

            assertThat(test.events(PasskeyEvent.Refused.class))
                    .extracting(PasskeyEvent.Refused::code)
                    .containsExactly("no-such-passkey");
        }
    }

    @Nested
    @DisplayName("leaves the caller their own passkeys:")
    class TheirOwn {

        private final PasskeyManagement own = test.ceremonies.ownPasskeys();

        @Test
        void listsRenamesAndRemovesThem() throws ProblemException {
            test.accounts.otherWayIn = true;

            assertThat(own.of("ada")).containsExactly(passkey);
            assertThat(own.rename("ada", passkey.id(), " Phone ").label()).isEqualTo("Phone");
            own.remove("ada", passkey.id());

            assertThat(own.of("ada")).isEmpty();
            assertThat(test.events(PasskeyEvent.Renamed.class)).hasSize(1).allMatch(test.store.recorded()::contains);
            assertThat(test.events(PasskeyEvent.Removed.class)).hasSize(1).allMatch(test.store.recorded()::contains);
        }

        @Test
        void knowsNoneOfAnybodyElse() {
            assertThat(own.of("grace")).isEmpty();
            assertRefused(NO_SUCH_PASSKEY, () -> own.rename("grace", passkey.id(), "mine"));
            assertRefused(NO_SUCH_PASSKEY, () -> own.remove("grace", passkey.id()));
            assertThat(test.store.passkeys()).containsExactly(passkey);
        }

        @Test
        void keepsTheLastOneOfAnAccountThatHasNoOtherWayIn() throws ProblemException {
            assertRefused(LAST_CREDENTIAL, () -> own.remove("ada", passkey.id()));
            assertThat(test.events(PasskeyEvent.Refused.class))
                    .extracting(PasskeyEvent.Refused::kind, PasskeyEvent.Refused::code)
                    .containsExactly(tuple("change", "last-credential"));

            test.register("ada", new SoftAuthenticator());
            own.remove("ada", passkey.id());
            assertThat(own.of("ada")).hasSize(1);
        }

        @Test
        void keepsTheLastOneThatIsEnabled() throws ProblemException {
            Passkey other = disabled(test.register("ada", new SoftAuthenticator()));
            test.store.put(other);

            assertRefused(LAST_CREDENTIAL, () -> own.remove("ada", passkey.id()));
            own.remove("ada", other.id());

            assertThat(own.of("ada")).containsExactly(passkey);
        }
    }

    private static Passkey disabled(Passkey passkey) {
        return new Passkey(
                passkey.id(),
                passkey.owner(),
                passkey.caller(),
                passkey.publicKey(),
                passkey.signatureCount(),
                passkey.userVerified(),
                passkey.backupEligible(),
                passkey.backedUp(),
                passkey.transports(),
                passkey.aaguid(),
                passkey.rpId(),
                passkey.label(),
                passkey.attestation(),
                passkey.createdAt(),
                passkey.lastUsedAt(),
                true);
    }

    private static byte[] flipped(byte[] bytes) {
        byte[] copy = bytes.clone();
        copy[copy.length - 1] ^= 1;
        return copy;
    }
}
