// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ui;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import ee.passkeys.config.SettingSource;
import ee.passkeys.config.Settings;
import ee.passkeys.config.SettingsReader;
import ee.passkeys.it.Browser;
import ee.passkeys.testkit.TestCertificate;
import ee.passkeys.wellknown.WellKnownServlet;
import java.io.IOException;
import java.net.URI;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.virtualauthenticator.VirtualAuthenticatorOptions.Transport;

/** A passkey of one domain is used on others that its host names, in a real browser by https. */
@Tag("browser")
class RelatedOriginsIT {

    private static final String RP_ID = "main.example";
    private static final String SIGN_IN = "passkey-sign-in [data-passkey='sign-in']";
    private static final String CREATE = "passkey-create [data-passkey='create']";

    private static Stage stage;
    private static Browser browser;

    @BeforeAll
    static void open() throws Exception {
        TestCertificate certificate = TestCertificate.of(RP_ID, "brand.test", "foreign.test");
        stage = new Stage(certificate.context());
        browser = new Browser(
                "en",
                "--host-resolver-rules=MAP * 127.0.0.1:" + stage.port(),
                "--ignore-certificate-errors-spki-list=" + certificate.hash());
        browser.plugIn(Transport.INTERNAL);
    }

    @AfterAll
    static void close() {
        browser.close();
        stage.close();
    }

    @BeforeEach
    void reset() {
        Settings settings = SettingsReader.read(SettingSource.of(
                Map.of("passkeys.rp.id", RP_ID, "passkeys.origins", "https://main.example,https://brand.test")));
        stage.reset();
        stage.wellKnown(
                new WellKnownServlet(settings.relyingParties(), settings.apps(), "").contents(settings.relyingParty()));
        String begun = Stage.BEGUN
                .replace("localhost", RP_ID)
                .replace("\"user\"", "\"authenticatorSelection\":{\"residentKey\":\"required\"},\"user\"");
        stage.answer("POST registration/options", 200, begun);
        stage.answer("POST authentication/options", 200, begun);
        stage.page("page", """
                <!DOCTYPE html><html lang="en"><title>Shop</title><passkey-sign-in></passkey-sign-in><passkey-create></passkey-create>
                <script type="module" src="passkeys/passkeys.js"></script>
                """);
    }

    @Test
    void useAPasskeyThatWasCreatedOnAnotherDomain() throws IOException {
        openAt(RP_ID);
        browser.click(CREATE);
        JsonNode created = credential("POST registration/verify");
        assertThat(origin(created)).isEqualTo("https://main.example");

        openAt("brand.test");
        browser.click(SIGN_IN);
        JsonNode used = credential("POST authentication/verify");

        assertThat(origin(used)).isEqualTo("https://brand.test");
        assertThat(used.path("id")).isEqualTo(created.path("id"));
        assertThat(stage.visits("/.well-known/webauthn")).isPositive();
    }

    @Test
    void createOneForTheOtherDomain() throws IOException {
        openAt("brand.test");

        browser.click(CREATE);

        assertThat(origin(credential("POST registration/verify"))).isEqualTo("https://brand.test");
    }

    @Test
    void refuseADomainThatIsNotNamed() {
        openAt("foreign.test");

        browser.click(SIGN_IN);

        browser.says(
                "passkey-sign-in [data-passkey='alert']",
                "Passkeys work only over a secure connection and on the address");
        assertThat(stage.calls("POST authentication/verify")).isEmpty();
    }

    @Test
    void askNothingOfABrowserThatDoesNotKnowThem() {
        browser.beforeEachPage(
                "PublicKeyCredential.getClientCapabilities = async () => ({ relatedOrigins: false });"
                        + "navigator.credentials.get = () => { window.asked = true; return Promise.reject(new Error()); };",
                () -> openAt("brand.test"));

        browser.click(SIGN_IN);

        browser.says("passkey-sign-in [data-passkey='alert']", "This browser or device cannot use passkeys.");
        assertThat(browser.run("return window.asked")).isNull();
    }

    private static void openAt(String host) {
        browser.open(URI.create("https://" + host + "/shop/page"));
        browser.see(SIGN_IN);
    }

    private static JsonNode credential(String endpoint) throws IOException {
        return new ObjectMapper()
                .readTree(stage.awaitCall(browser, endpoint).body())
                .path("credential");
    }

    private static String origin(JsonNode credential) throws IOException {
        String json = credential.path("response").path("clientDataJSON").textValue();
        return new ObjectMapper()
                .readTree(new String(Base64.getUrlDecoder().decode(json), UTF_8))
                .path("origin")
                .textValue();
    }
}
