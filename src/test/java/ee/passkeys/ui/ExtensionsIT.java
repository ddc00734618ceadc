// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ui;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Password managers that put themselves in the browser's place, each odd in another way: passkeys work with them, and they harm nobody. */
@Tag("browser")
class ExtensionsIT extends OnStage {

    /** A page on which an hour takes seconds, and which an extension came to before our script did. */
    private static final String PAGE = """
            <!DOCTYPE html><html lang="en"><title>Shop</title>
            <script>
              const timeout = window.setTimeout;
              window.setTimeout = (work, time) => timeout(work, time / %d);
              const bytes = Uint8Array.of(1, 2, 3, 255).buffer;
              const illegal = () => { throw new TypeError('Illegal invocation'); };
              const shaped = (plain, own) => Object.defineProperties(
                Object.setPrototypeOf(plain, Object.getPrototypeOf(own)), Object.getOwnPropertyDescriptors(own));
              const credential = (response, own) => Object.defineProperty(shaped({
                id: 'AQID_w', rawId: bytes, type: 'public-key', getClientExtensionResults: () => ({ credProps: { rk: true } }),
              }, own), 'response', { value: shaped(response, own.response ?? {}) });
              const made = (own = {}) => credential({
                clientDataJSON: bytes, attestationObject: bytes, getTransports: () => ['internal'],
                getAuthenticatorData: () => bytes, getPublicKeyAlgorithm: () => -7, getPublicKey: () => bytes }, own);
              const picked = (own = {}) => credential({
                clientDataJSON: bytes, authenticatorData: bytes, signature: bytes, userHandle: bytes }, own);
              PublicKeyCredential.isConditionalMediationAvailable = async () => true;
              %s
            </script>
            <input autocomplete="username webauthn"><passkey-sign-in %s></passkey-sign-in><passkey-create></passkey-create>
            <script type="module" src="passkeys/passkeys.js"></script>
            """;

    private static final String CREATE = "passkey-create [data-passkey='create']";
    private static final String SIGN_IN = "passkey-sign-in [data-passkey='sign-in']";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ toJSON: illegal, response: { getTransports: illegal } }",
                "{ toJSON: illegal, response: { getPublicKey: illegal, getPublicKeyAlgorithm: illegal, getAuthenticatorData: illegal } }",
                "{ toJSON: illegal, get authenticatorAttachment() { return illegal(); } }",
                "{ getClientExtensionResults: illegal }",
                "{ toJSON: () => undefined, getClientExtensionResults: undefined, response: { getTransports: undefined } }",
                "{ toJSON: () => ({ id: 'AQID_w', type: 'public-key', response: {} }), response: { getPublicKey: () => null } }",
                "{ toJSON: () => ({ get id() { return illegal(); } }), rawId: new Uint8Array(bytes), type: undefined }",
                "{ __proto__: PublicKeyCredential.prototype, response: { __proto__: AuthenticatorAttestationResponse.prototype,"
                        + " getTransports: AuthenticatorAttestationResponse.prototype.getTransports } }"
            })
    void savesAPasskeyOfThatShape(String shape) {
        given("navigator.credentials.create = async () => made(" + shape + ");");

        browser.click(CREATE);

        assertThat(stage.awaitCall(browser, "POST registration/verify").body())
                .contains("\"id\":\"AQID_w\"", "\"rawId\":\"AQID_w\"", "\"type\":\"public-key\"")
                .contains("\"clientDataJSON\":\"AQID_w\"", "\"attestationObject\":\"AQID_w\"")
                .contains("\"clientExtensionResults\":{");
        browser.says("passkey-create [data-passkey='status']", "Your passkey is ready");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ toJSON: illegal, getClientExtensionResults: illegal }",
                "{ toJSON: illegal, get authenticatorAttachment() { return illegal(); } }",
                "{ __proto__: PublicKeyCredential.prototype, getClientExtensionResults: undefined,"
                        + " response: { __proto__: AuthenticatorAssertionResponse.prototype } }",
            })
    void signsInWithAnAnswerOfThatShape(String shape) {
        given("navigator.credentials.get = async () => picked(" + shape + ");");

        browser.click(SIGN_IN);

        assertThat(stage.awaitCall(browser, "POST authentication/verify").body())
                .contains("\"id\":\"AQID_w\"", "\"signature\":\"AQID_w\"", "\"userHandle\":\"AQID_w\"");
        browser.arrivesAt(stage.at("arrived"));
    }

    @Test
    void saysSoWhereWhatMustBeThereCannotBeRead() {
        given(
                "navigator.credentials.create = async () => made({ response: { get attestationObject() { return illegal(); } } });");

        browser.click(CREATE);

        browser.says("passkey-create [data-passkey='alert']", "The response from your device could not be read");
        assertThat(stage.calls("POST registration/verify")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "undefined"})
    void takesNothingForCancelled(String nothing) {
        given("navigator.credentials.get = navigator.credentials.create = async () => " + nothing + ";");

        browser.click(SIGN_IN);
        browser.says("passkey-sign-in [data-passkey='alert']", "No passkey was used");
        browser.click(CREATE);
        browser.says("passkey-create [data-passkey='alert']", "canceled");
    }

    @Test
    void goesOnWhereAnExtensionDoesNotHeedThatItsOfferEnds() {
        given(
                "navigator.credentials.get = ({ mediation }) => mediation ? new Promise(() => {}) : Promise.resolve(picked());",
                "autofill",
                1);
        stage.awaitCall(browser, "POST authentication/options");

        browser.click(SIGN_IN);

        browser.arrivesAt(stage.at("arrived"));
    }

    @Test
    void doesNotWaitForAPasskeyThatNobodyAskedFor() {
        stage.answer(
                "POST registration/options", 200, Stage.BEGUN.replaceFirst(",", ",\"mediation\":\"conditional\","));
        stage.page("page", """
                <!DOCTYPE html><html lang="en"><title>Shop</title>
                <script>
                  PublicKeyCredential.getClientCapabilities = async () => ({ conditionalCreate: true });
                  navigator.credentials.create = () => new Promise(() => {});
                </script>
                <script type="module">
                  import { upgrade } from './passkeys/passkeys.js';
                  document.title = String(await upgrade());
                </script>
                """);
        browser.open(stage.at("page"));

        browser.until(() -> "null".equals(browser.run("return document.title")), "the page to go on");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "undefined"})
    void asksEverMoreSlowlyWhereAnOfferEndsInNothing(String nothing) {
        given("navigator.credentials.get = async () => " + nothing + ";", "autofill", 100);

        browser.until(() -> stage.calls("POST authentication/options").size() >= 7, "seven offers");

        assertThat(((Number) browser.run("return performance.now()")).longValue())
                .as("milliseconds for seven offers with pauses of 2 to 64 seconds, a hundredth of a second each")
                .isGreaterThan(1260);
    }

    @Test
    void offersAgainAsLongAsThePageIsOpen() {
        stage.answer("POST authentication/options", 503, "{\"code\":\"temporarily-unavailable\"}");
        given("navigator.credentials.get = async () => picked();", "autofill", 1000);
        browser.until(() -> stage.calls("POST authentication/options").size() >= 9, "nine failures");

        stage.answer("POST authentication/options", 200, Stage.BEGUN);

        browser.arrivesAt(stage.at("arrived"));
    }

    private static void given(String extension) {
        given(extension, "", 1);
    }

    private static void given(String extension, String attributes, int faster) {
        stage.page("page", PAGE.formatted(faster, extension, attributes));
        browser.open(stage.at("page"));
        browser.see(CREATE);
    }
}
