// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ui;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ee.passkeys.ceremony.Client;
import ee.passkeys.ceremony.HostCeremonies;
import ee.passkeys.ceremony.PasskeyCeremonies;
import ee.passkeys.ceremony.StartedCeremony;
import ee.passkeys.config.RelyingPartySettings;
import ee.passkeys.config.SettingSource;
import ee.passkeys.config.Settings;
import ee.passkeys.config.SettingsReader;
import ee.passkeys.it.Browser;
import ee.passkeys.testkit.Authenticator;
import ee.passkeys.testkit.MemoryPasskeyStore;
import ee.passkeys.testkit.TestCertificate;
import ee.passkeys.value.Origin;
import ee.passkeys.wellknown.WellKnownServlet;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.virtualauthenticator.VirtualAuthenticatorOptions.Transport;

/** The whole move, in a real browser by https, with the ceremonies of the server behind the pages. */
@Tag("browser")
@DisplayName("During a move to another domain, the browser")
class MoveToAnotherDomainIT {

    private static final String OLD = "old.test";
    private static final String NEW = "new.example";
    private static final String ELEMENT = "passkey-sign-in ";
    private static final String SIGN_IN = ELEMENT + "[data-passkey='sign-in']";
    private static final String OTHER = ELEMENT + "[data-passkey='other-domain']";
    private static final String CREATE = "passkey-create [data-passkey='create']";
    private static final ObjectMapper JSON = new ObjectMapper();

    private static Stage stage;
    private static Browser browser;

    private Authenticator phone;

    private final MemoryPasskeyStore store = new MemoryPasskeyStore();

    @BeforeAll
    static void open() throws Exception {
        TestCertificate certificate = TestCertificate.of(OLD, NEW);
        stage = new Stage(certificate.context());
        browser = new Browser(
                "en",
                "--host-resolver-rules=MAP * 127.0.0.1:" + stage.port(),
                "--ignore-certificate-errors-spki-list=" + certificate.hash());
    }

    @AfterAll
    static void close() {
        browser.close();
        stage.close();
    }

    @BeforeEach
    void createAPasskeyBeforeTheMove() {
        phone = browser.plugIn(Transport.INTERNAL);
        stage.reset();
        serve(Map.of("passkeys.rp.id", OLD));
        stage.page("page", """
                <!DOCTYPE html><html lang="en"><title>Shop</title><passkey-sign-in></passkey-sign-in><passkey-create></passkey-create>
                <script type="module" src="passkeys/passkeys.js"></script>
                """);
        openAt(NEW);
        browser.run("localStorage.clear()");
        openAt(OLD);
        browser.run("localStorage.clear()");
        browser.click(CREATE);
        browser.says("passkey-create [data-passkey='status']", "Your passkey is ready.");
        serve(Map.of(
                "passkeys.rp.id",
                NEW,
                "passkeys.rp.id.previous",
                OLD,
                "passkeys.origins",
                "https://new.example,https://old.test"));
    }

    @AfterEach
    void unplug() {
        phone.unplug();
    }

    @Test
    @DisplayName("signs in on the new domain with a passkey of the old one, then creates one and uses that")
    void moves() throws Exception {
        signInAt(NEW);
        assertThat(used()).isEqualTo(new Used(OLD, "https://new.example"));

        openAt(NEW);
        browser.click(CREATE);
        browser.says("passkey-create [data-passkey='status']", "Your passkey is ready.");
        assertThat(store.<List<String>, RuntimeException>transact(stored ->
                        stored.of("ada").stream().map(passkey -> passkey.rpId()).toList()))
                .containsExactly(OLD, NEW);

        signInAt(NEW);
        assertThat(used()).isEqualTo(new Used(NEW, "https://new.example"));
    }

    @Test
    @DisplayName("signs in on the old domain as before, and creates passkeys of the new one there")
    void stays() throws Exception {
        signInAt(OLD);
        assertThat(used()).isEqualTo(new Used(OLD, "https://old.test"));

        openAt(OLD);
        browser.click(CREATE);
        browser.says("passkey-create [data-passkey='status']", "Your passkey is ready.");
        signInAt(OLD);

        assertThat(used()).isEqualTo(new Used(NEW, "https://old.test"));
    }

    @Test
    @DisplayName("offers the passkeys of the other domain in a second button")
    void offersTheOther() throws Exception {
        openAt(NEW);
        browser.run("localStorage.setItem('passkeys-ee.domain', 'new.example')");
        openAt(NEW);
        assertThat(browser.run("return document.querySelector(arguments[0]).hidden", OTHER))
                .isEqualTo(true);

        browser.click(SIGN_IN);
        browser.says(ELEMENT + "[data-passkey='alert']", "No passkey was used.");
        browser.says(OTHER, "Use a passkey for old.test");
        browser.click(OTHER);
        browser.says("h1", "Arrived");

        assertThat(used()).isEqualTo(new Used(OLD, "https://new.example"));
    }

    @Test
    @DisplayName("is asked for new passkeys alone where it does not know related origins")
    void withoutRelatedOrigins() {
        browser.beforeEachPage(
                "PublicKeyCredential.getClientCapabilities = async () => ({ relatedOrigins: false });",
                () -> openAt(NEW));

        browser.click(SIGN_IN);

        browser.says(ELEMENT + "[data-passkey='alert']", "No passkey was used.");
        assertThat(browser.run("return document.querySelector(arguments[0]).hidden", OTHER))
                .isEqualTo(true);
        assertThat(stage.calls("POST authentication/options"))
                .extracting(Stage.Call::body)
                .containsExactly("{}");
    }

    private record Used(String rpId, String origin) {}

    /** What the last sign-in that the server took was made with. */
    private Used used() throws Exception {
        List<Stage.Call> calls = stage.calls("POST authentication/verify");
        JsonNode credential = JSON.readTree(calls.get(calls.size() - 1).body()).path("credential");
        String rpId = store.<String, RuntimeException>transact(stored -> stored.of("ada").stream()
                .filter(passkey ->
                        passkey.id().base64Url().equals(credential.path("id").textValue()))
                .findFirst()
                .orElseThrow()
                .rpId());
        String clientData = credential.path("response").path("clientDataJSON").textValue();
        return new Used(
                rpId,
                JSON.readTree(new String(Base64.getUrlDecoder().decode(clientData), UTF_8))
                        .path("origin")
                        .textValue());
    }

    private static void signInAt(String host) {
        openAt(host);
        browser.click(SIGN_IN);
        browser.says("h1", "Arrived");
    }

    private static void openAt(String host) {
        browser.open(URI.create("https://" + host + "/shop/page"));
        browser.see(SIGN_IN);
    }

    /** The server from now on: ada is signed in for what creates passkeys. */
    private void serve(Map<String, String> values) {
        Settings settings = SettingsReader.read(SettingSource.of(values));
        HostCeremonies ceremonies = HostCeremonies.of(
                settings,
                store,
                new PasskeyCeremonies.Host(
                        caller -> true,
                        Optional.empty(),
                        aaguid -> "Passkey",
                        event -> {},
                        new SecureRandom(),
                        Clock.systemUTC()));
        WellKnownServlet files = new WellKnownServlet(settings.relyingParties(), settings.apps(), "");
        for (RelyingPartySettings relyingParty : settings.relyingParties().allWithPrevious()) {
            stage.wellKnown(relyingParty.id(), files.contents(relyingParty));
        }
        stage.endpoint(
                "POST registration/options",
                (host, body) ->
                        written(ceremonies.at(host).registration().begin(client(host), "ada", false, List.of())));
        stage.endpoint("POST registration/verify", (host, body) -> {
            JsonNode json = JSON.readTree(body);
            ceremonies
                    .at(host)
                    .registration()
                    .finish(
                            client(host),
                            Optional.of("ada"),
                            json.path("ceremony").textValue(),
                            json.path("credential"),
                            Optional.empty());
            return Stage.passkey("one", "Passkey");
        });
        stage.endpoint(
                "POST authentication/options",
                (host, body) -> written(ceremonies
                        .authenticationAt(host)
                        .begin(
                                client(host),
                                Optional.ofNullable(
                                        JSON.readTree(body).path("rpId").textValue()),
                                false)));
        stage.endpoint("POST authentication/verify", (host, body) -> {
            JsonNode json = JSON.readTree(body);
            ceremonies
                    .authenticationAt(host)
                    .finish(
                            client(host),
                            Optional.empty(),
                            json.path("ceremony").textValue(),
                            json.path("credential"));
            return "{\"name\":\"ada\",\"returnTo\":\"/shop/arrived\"}";
        });
    }

    private static Client client(String host) {
        return new Client(Optional.of(new Origin("https://" + host)), "cookie-of-this-browser");
    }

    private static String written(StartedCeremony begun) {
        ObjectNode json = JSON.createObjectNode().put("ceremony", begun.ceremony());
        json.set("publicKey", begun.publicKey());
        begun.otherRpId().ifPresent(other -> json.put("otherRpId", other));
        return json.toString();
    }
}
