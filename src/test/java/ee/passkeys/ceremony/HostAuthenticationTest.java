// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ceremony;

import static ee.passkeys.ceremony.TestCeremonies.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ee.passkeys.credential.Passkey;
import ee.passkeys.problem.ProblemCode;
import ee.passkeys.problem.ProblemException;
import ee.passkeys.testkit.SoftAuthenticator;
import ee.passkeys.value.Origin;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("Authentication while the application moves to another domain")
class HostAuthenticationTest {

    private static final String OLD = "old.example";
    private static final String NEW = "new.example";
    private static final String PAGE = "https://www.new.example";
    private static final Client BROWSER = new Client(Optional.of(new Origin(PAGE)), "cookie-of-this-browser");
    private static final Optional<String> UNSAID = Optional.empty();

    private final TestCeremonies before =
            new TestCeremonies(Map.of("passkeys.rp.id", OLD, "passkeys.origins", "https://old.example"));
    private final TestCeremonies test = before.with(Map.of(
            "passkeys.rp.id",
            NEW,
            "passkeys.rp.id.previous",
            OLD,
            "passkeys.origins",
            PAGE,
            "passkeys.max-per-user",
            "1"));
    private final SoftAuthenticator phone = new SoftAuthenticator();
    private final SoftAuthenticator laptop = new SoftAuthenticator();

    private HostAuthentication authentication;
    private Passkey old;

    @BeforeEach
    void begin() throws ProblemException {
        old = register(before, "https://old.example", phone);
        authentication = test.hosts.authenticationAt("www.new.example");
    }

    @Test
    void asksForNewPasskeysAndNamesTheOtherDomain() throws ProblemException {
        StartedCeremony begun = authentication.begin(BROWSER, UNSAID, true);

        assertThat(begun.publicKey().path("rpId").textValue()).isEqualTo(NEW);
        assertThat(begun.otherRpId()).contains(OLD);
        assertThat(begun.conditional()).isTrue();
        assertThat(authentication.begin(BROWSER, Optional.of(NEW), false).otherRpId())
                .contains(OLD);
    }

    @Test
    void signsInWithAPasskeyOfThePreviousDomain() throws ProblemException {
        StartedCeremony begun = authentication.begin(BROWSER, Optional.of(OLD), false);

        assertThat(begun.publicKey().path("rpId").textValue()).isEqualTo(OLD);
        assertThat(begun.otherRpId()).contains(NEW);
        assertThat(finish(begun, phone)).isEqualTo(new Signed("ada", PAGE));
    }

    @Test
    void signsInWithAPasskeyOfTheNewDomainBesides() throws ProblemException {
        Passkey fresh = register(test, PAGE, laptop);

        assertThat(fresh.rpId()).isEqualTo(NEW);
        assertThat(finish(authentication.begin(BROWSER, UNSAID, false), laptop)).isEqualTo(new Signed("ada", PAGE));
        assertThat(finish(authentication.begin(BROWSER, Optional.of(OLD), false), phone))
                .isEqualTo(new Signed("ada", PAGE));
    }

    @Test
    void takesNoPasskeyOfOneDomainInTheCeremonyOfTheOther() throws ProblemException {
        register(test, PAGE, laptop);
        StartedCeremony ofNew = authentication.begin(BROWSER, UNSAID, false);
        StartedCeremony ofOld = authentication.begin(BROWSER, Optional.of(OLD), false);
        ObjectNode asOld = ofNew.publicKey().deepCopy().put("rpId", OLD);
        ObjectNode asNew = ofOld.publicKey().deepCopy().put("rpId", NEW);

        assertRefused(ProblemCode.AUTHENTICATION_FAILED, () -> finish(ofNew, phone.get(asOld, PAGE)));
        assertRefused(ProblemCode.AUTHENTICATION_FAILED, () -> finish(ofOld, laptop.get(asNew, PAGE)));
    }

    @Test
    void refusesADomainWhosePasskeysDoNotSignIn() {
        assertRefused(
                ProblemCode.MALFORMED_REQUEST, () -> authentication.begin(BROWSER, Optional.of("evil.example"), false));
    }

    @Test
    void refusesWhatBeganForADomainThatWasClosedMeanwhile() throws ProblemException {
        StartedCeremony begun = authentication.begin(BROWSER, Optional.of(OLD), false);
        ObjectNode answer = phone.get(begun.publicKey(), PAGE);
        TestCeremonies closed = before.with(Map.of("passkeys.rp.id", NEW, "passkeys.origins", PAGE));

        assertRefused(
                ProblemCode.MALFORMED_REQUEST,
                () -> closed.hosts
                        .authenticationAt("www.new.example")
                        .finish(BROWSER, Optional.empty(), begun.ceremony(), answer));
        assertRefused(
                ProblemCode.MALFORMED_REQUEST,
                () -> closed.hosts.authenticationAt("www.new.example").begin(BROWSER, Optional.of(OLD), false));
    }

    @Test
    void namesNoOtherDomainWhereNothingMoves() throws ProblemException {
        TestCeremonies still = before.with(Map.of("passkeys.rp.id", NEW, "passkeys.origins", PAGE));

        assertThat(still.hosts
                        .authenticationAt("www.new.example")
                        .begin(BROWSER, UNSAID, false)
                        .otherRpId())
                .isEmpty();
    }

    @Test
    void refusesForgedAndBrokenCeremonies() {
        for (String token : List.of("", ".", "a.b.c", "eyJycElkIjoib2xkLmV4YW1wbGUifQ.1.1")) {
            assertRefused(
                    ProblemCode.MALFORMED_REQUEST,
                    () -> authentication.finish(
                            BROWSER, Optional.empty(), token, phone.get(options(authentication), PAGE)));
        }
    }

    @Test
    void givesTokensForAPasskeyOfThePreviousDomain() throws ProblemException {
        Client app = new Client(Optional.of(new Origin(PAGE)), List.of());
        StartedCeremony begun = authentication.beginForToken(app, Optional.of(OLD), Optional.empty());

        VerifiedAssertion proof =
                authentication.finishForToken(app, begun.ceremony(), phone.get(begun.publicKey(), PAGE));

        assertThat(proof.caller()).isEqualTo("ada");
        assertThat(test.hosts.main().authentication().isStanding(old, test.clock.instant()))
                .isTrue();
    }

    @Nested
    @DisplayName("for a name")
    class ForAName {

        @Test
        void allowsThePasskeysOfTheDomainThatWasAskedFor() throws ProblemException {
            Passkey fresh = register(test, PAGE, laptop);

            assertThat(allowed(UNSAID, "ada")).containsExactly(fresh.id().base64Url());
            assertThat(allowed(Optional.of(OLD), "ada"))
                    .containsExactly(old.id().base64Url());
        }

        @Test
        void answersAlikeWhetherTheNameExistsOrNot() throws ProblemException {
            for (Optional<String> asked : List.of(UNSAID, Optional.of(OLD), Optional.of(NEW))) {
                StartedCeremony known = authentication.begin(BROWSER, asked, "ada", false);
                StartedCeremony unknown = authentication.begin(BROWSER, asked, "nobody", false);

                assertThat(unknown.otherRpId()).isEqualTo(known.otherRpId());
                assertThat(unknown.publicKey().path("rpId"))
                        .isEqualTo(known.publicKey().path("rpId"));
                assertThat(allowed(asked, "nobody")).isNotEmpty().isEqualTo(allowed(asked, "nobody"));
                assertThat(allowed(asked, "ada")).isNotEmpty();
            }
        }

        /** Nobody has the same passkey for two domains: a name with the same ones for both would be one without any. */
        @Test
        void inventsOthersForEachDomain() throws ProblemException {
            for (int i = 0; i < 50; i++) {
                assertThat(allowed(UNSAID, "nobody" + i))
                        .doesNotContainAnyElementsOf(allowed(Optional.of(OLD), "nobody" + i));
            }
        }

        @Test
        void inventsTheSameAsBeforeTheMove() throws ProblemException {
            List<String> then = ids(before.authentication()
                    .begin(new Client(Optional.of(new Origin("https://old.example")), "cookie"), "nobody", false)
                    .publicKey());

            assertThat(allowed(Optional.of(OLD), "nobody")).isEqualTo(then);
        }

        private List<String> allowed(Optional<String> asked, String name) throws ProblemException {
            return ids(authentication.begin(BROWSER, asked, name, false).publicKey());
        }
    }

    @Nested
    @DisplayName("for a confirmation")
    class ForAConfirmation {

        @Test
        void asksWhoHasPasskeysOfThePreviousDomainAloneForThose() throws ProblemException {
            StartedCeremony begun = authentication.beginStepUp(BROWSER, UNSAID, "ada");

            assertThat(begun.publicKey().path("rpId").textValue()).isEqualTo(OLD);
            assertThat(begun.otherRpId()).isEmpty();
            assertThat(authentication.finish(
                            BROWSER, Optional.of("ada"), begun.ceremony(), phone.get(begun.publicKey(), PAGE)))
                    .isInstanceOf(Authentication.Confirmed.class);
        }

        @Test
        void asksWhoHasPasskeysOfTheNewDomainAloneForThose() throws ProblemException {
            test.store.disable(old.id());
            register(test, PAGE, laptop);

            StartedCeremony begun = authentication.beginStepUp(BROWSER, UNSAID, "ada");

            assertThat(begun.publicKey().path("rpId").textValue()).isEqualTo(NEW);
            assertThat(begun.otherRpId()).isEmpty();
        }

        @Test
        void asksWhoHasBothForTheNewOnesFirst() throws ProblemException {
            register(test, PAGE, laptop);

            StartedCeremony first = authentication.beginStepUp(BROWSER, UNSAID, "ada");
            StartedCeremony second = authentication.beginStepUp(BROWSER, first.otherRpId(), "ada");

            assertThat(first.publicKey().path("rpId").textValue()).isEqualTo(NEW);
            assertThat(first.otherRpId()).contains(OLD);
            assertThat(second.publicKey().path("rpId").textValue()).isEqualTo(OLD);
            assertThat(second.otherRpId()).contains(NEW);
        }

        @Test
        void refusesWhoHasNone() {
            assertRefused(ProblemCode.NO_SUCH_PASSKEY, () -> authentication.beginStepUp(BROWSER, UNSAID, "grace"));
        }
    }

    @Nested
    @DisplayName("lets its owner")
    class Owner {

        @Test
        void createOneForTheNewDomainWhateverThereIsForTheOther() throws ProblemException {
            StartedCeremony begun =
                    test.hosts.at("www.new.example").registration().begin(BROWSER, "ada", false, List.of());

            assertThat(begun.publicKey().path("rp").path("id").textValue()).isEqualTo(NEW);
            assertThat(begun.publicKey().path("excludeCredentials")).isEmpty();
        }

        @Test
        void seeAndRenameThoseOfBoth() throws ProblemException {
            Passkey fresh = register(test, PAGE, laptop);
            PasskeyManagement own = test.hosts.at("www.new.example").ownPasskeys();

            assertThat(own.of("ada")).extracting(Passkey::id).containsExactly(old.id(), fresh.id());
            assertThat(own.rename("ada", old.id(), "Old phone").label()).isEqualTo("Old phone");
        }

        @Test
        void keepTheLastOneThatSignsIn() throws ProblemException {
            PasskeyManagement own = test.hosts.at("www.new.example").ownPasskeys();
            assertRefused(ProblemCode.LAST_CREDENTIAL, () -> own.remove("ada", old.id()));
            Passkey fresh = register(test, PAGE, laptop);
            own.remove("ada", old.id());

            assertRefused(ProblemCode.LAST_CREDENTIAL, () -> own.remove("ada", fresh.id()));
        }

        /** It signs nobody in, so that it is none that could be the last. */
        @Test
        void removeOneOfAClosedDomainButKeepTheLastOneThatSignsIn() throws ProblemException {
            TestCeremonies closed = before.with(Map.of("passkeys.rp.id", NEW, "passkeys.origins", PAGE));
            Passkey fresh = register(closed, PAGE, laptop);
            PasskeyManagement own = closed.hosts.at("www.new.example").ownPasskeys();

            assertRefused(ProblemCode.LAST_CREDENTIAL, () -> own.remove("ada", fresh.id()));
            own.remove("ada", old.id());

            assertThat(own.of("ada")).extracting(Passkey::id).containsExactly(fresh.id());
        }
    }

    private record Signed(String caller, String origin) {}

    private Signed finish(StartedCeremony begun, SoftAuthenticator authenticator) throws ProblemException {
        return finish(begun, authenticator.get(begun.publicKey(), PAGE));
    }

    private Signed finish(StartedCeremony begun, ObjectNode answer) throws ProblemException {
        VerifiedAssertion proof = authentication
                .finish(BROWSER, Optional.empty(), begun.ceremony(), answer)
                .proof();
        return new Signed(proof.caller(), proof.origin().orElseThrow().text());
    }

    private static ObjectNode options(HostAuthentication authentication) throws ProblemException {
        return authentication.begin(BROWSER, Optional.of(OLD), false).publicKey();
    }

    private static Passkey register(TestCeremonies test, String origin, SoftAuthenticator authenticator)
            throws ProblemException {
        Client browser = new Client(Optional.of(new Origin(origin)), "cookie-of-this-browser");
        StartedCeremony begun = test.registration().begin(browser, "ada", false, List.of());
        return test.registration()
                .finish(
                        browser,
                        Optional.of("ada"),
                        begun.ceremony(),
                        authenticator.create(begun.publicKey(), origin),
                        Optional.empty())
                .passkey();
    }

    private static List<String> ids(JsonNode options) {
        return options.path("allowCredentials").findValuesAsText("id");
    }
}
