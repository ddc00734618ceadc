// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ui;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.testkit.Built;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What WebAuthn Level 3 adds to the scripts: signals, immediate mode, secrets of the authenticator, and a passkey on this device after one elsewhere. */
@Tag("browser")
class OffersIT extends OnStage {

    private static final String SIGN_IN = "passkey-sign-in [data-passkey='sign-in']";

    /** A browser that signs in with a passkey, and writes down what it is told. */
    private static final String BROWSER = """
            window.told = [];
            const bytes = Uint8Array.of(1, 2, 3).buffer;
            for (const signal of ['signalAllAcceptedCredentials', 'signalCurrentUserDetails', 'signalUnknownCredential']) {
              PublicKeyCredential[signal] = async (what) => { told.push([signal, what]); sessionStorage.told = JSON.stringify(told); };
            }
            PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable = async () => true;
            PublicKeyCredential.getClientCapabilities = async () => ({ immediateGet: true });
            PublicKeyCredential.isConditionalMediationAvailable = async () => false;
            navigator.credentials.get = async (options) => {
              window.asked = options;
              return { id: 'AQID', rawId: bytes, type: 'public-key', authenticatorAttachment: '%s',
                getClientExtensionResults: () => ({ prf: { results: { first: bytes } } }),
                response: { clientDataJSON: bytes, authenticatorData: bytes, signature: bytes, userHandle: bytes } };
            };
            """;

    @BeforeEach
    void reset() {
        stage.answer("GET credentials", 200, "[" + Stage.owned("one") + "," + Stage.owned("two") + "]");
        stage.answer("GET enrollment", 200, "{\"wanted\":false,\"skippable\":true,\"silent\":false,\"interval\":3600}");
    }

    @Test
    void tellAfterASignInWhichPasskeysThereAre() {
        open("platform", "<passkey-sign-in></passkey-sign-in>");

        browser.click(SIGN_IN);
        browser.arrivesAt(stage.at("arrived"));

        assertThat(browser.run("return sessionStorage.told")).isEqualTo(accepted("one", "two"));
    }

    @Test
    void tellInTheListWhichPasskeysThereAre() {
        open("platform", "<passkey-list></passkey-list>");

        browser.count(".passkey-card", 2);

        assertThat(browser.run("return sessionStorage.told")).isEqualTo(accepted("one", "two"));
    }

    @Test
    void tellNothingWhereTheListDoesNotCome() {
        stage.answer("GET credentials", 503, "{\"code\":\"temporarily-unavailable\"}");
        open("platform", "<passkey-sign-in></passkey-sign-in>");

        browser.click(SIGN_IN);
        browser.arrivesAt(stage.at("arrived"));

        assertThat(browser.run("return sessionStorage.told")).isNull();
    }

    @Test
    void tellAChangedName() {
        open("platform", "<passkey-sign-in></passkey-sign-in>");

        browser.runAsync(
                "const done = arguments[0]; import('./passkeys/passkeys.js')"
                        + ".then((passkeys) => passkeys.signalUser({ name: 'ada', displayName: 'Ada King' })).then(done, done);");

        assertThat(browser.run("return sessionStorage.told"))
                .isEqualTo(
                        "[[\"signalCurrentUserDetails\",{\"rpId\":\"example.com\",\"userId\":\"AQ\",\"name\":\"ada\",\"displayName\":\"Ada King\"}]]");
    }

    @ParameterizedTest
    @CsvSource({"cross-platform, true, true", "platform, true, false", "cross-platform, false, false"})
    void offerAPasskeyHereAfterOneElsewhere(String attachment, boolean device, boolean offered) {
        open(attachment, "<passkey-sign-in offer-local></passkey-sign-in>");
        browser.run(
                "localStorage.clear(); PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable = async () => "
                        + device);

        browser.click(SIGN_IN);

        if (offered) {
            browser.says("[data-passkey='local-offer']", "Sign in with this device next time");
            browser.screenshot(Built.target().resolve("screenshots/local-offer.png"));
            browser.click("[data-passkey='local-later']");
        }
        browser.arrivesAt(stage.at("arrived"));
    }

    @Test
    void offerItOnlyOnceInAWhile() {
        open("cross-platform", "<passkey-sign-in offer-local></passkey-sign-in>");
        browser.run("localStorage.clear()");
        browser.click(SIGN_IN);
        browser.click("[data-passkey='local-later']");
        browser.arrivesAt(stage.at("arrived"));

        open("cross-platform", "<passkey-sign-in offer-local></passkey-sign-in>");
        browser.click(SIGN_IN);
        browser.arrivesAt(stage.at("arrived"));

        assertThat(number("Number(localStorage['passkeys-ee.local-offer']) - Date.now()"))
                .isBetween(3_000_000L, 3_600_000L);
    }

    @Test
    void askAtOnceAndOnlyHere() {
        open("platform", "<passkey-sign-in immediate></passkey-sign-in>");
        browser.run(
                "navigator.credentials.get = async (options) => { sessionStorage.mode = `${options.uiMode} ${options.signal}`; throw new DOMException('', 'NotAllowedError'); }");

        browser.click(SIGN_IN);

        browser.until(() -> browser.run("return sessionStorage.mode") != null, "the question");
        assertThat(browser.run("return sessionStorage.mode")).isEqualTo("immediate undefined");
    }

    @Test
    void fallBackToTheFormWithoutAWord() {
        open("platform", "<input id=user><passkey-sign-in immediate=\"#user\"></passkey-sign-in>");
        browser.run("navigator.credentials.get = async () => { throw new DOMException('', 'NotAllowedError'); }");

        browser.click(SIGN_IN);

        browser.until(() -> "user".equals(browser.run("return document.activeElement.id")), "the focus in the form");
        assertThat(browser.run("return document.querySelector('passkey-sign-in').innerText.trim()"))
                .isEqualTo("Sign in with a passkey");
    }

    @Test
    void useTheUsualDialogWhereTheBrowserCannotTell() {
        open("platform", "<passkey-sign-in immediate></passkey-sign-in>");
        browser.run(
                "PublicKeyCredential.getClientCapabilities = async () => ({}); const own = navigator.credentials.get;"
                        + "navigator.credentials.get = (options) => { sessionStorage.mode = options.uiMode; return own(options); }");

        browser.click(SIGN_IN);
        browser.arrivesAt(stage.at("arrived"));

        assertThat(browser.run("return sessionStorage.mode")).isEqualTo("undefined");
    }

    @Test
    void keepTheSecretsOfTheAuthenticatorFromTheServer() {
        open("platform", "<passkey-sign-in></passkey-sign-in>");

        Object outcome = browser.runAsync(
                "const done = arguments[0]; import('./passkeys/passkeys.js')"
                        + ".then((passkeys) => passkeys.authenticate({ prf: { first: Uint8Array.of(7) }, hints: ['hybrid'] }))"
                        + ".then(({ prf }) => done(`${new Uint8Array(prf.first)} ${asked.publicKey.extensions.prf.eval.first}`), done);");

        assertThat(outcome).isEqualTo("1,2,3 7");
        assertThat(stage.awaitCall(browser, "POST authentication/verify").body())
                .contains("clientExtensionResults")
                .doesNotContain("prf");
        assertThat(stage.awaitCall(browser, "POST authentication/options").body())
                .isEqualTo("{\"hints\":[\"hybrid\"]}");
    }

    private static void open(String attachment, String element) {
        stage.page(
                "page",
                "<!DOCTYPE html><html lang=en><title>Shop</title><link rel=stylesheet href=passkeys/passkeys.css>"
                        + element + "<script type=module src=passkeys/passkeys.js></script>");
        browser.beforeEachPage(
                "sessionStorage.clear();" + BROWSER.formatted(attachment), () -> browser.open(stage.at("page")));
    }

    private static String accepted(String... ids) {
        return "[[\"signalAllAcceptedCredentials\",{\"rpId\":\"example.com\",\"userId\":\"AQ\",\"allAcceptedCredentialIds\":[\""
                + String.join("\",\"", ids) + "\"]}]]";
    }

    private static long number(String expression) {
        return ((Number) browser.run("return " + expression)).longValue();
    }
}
