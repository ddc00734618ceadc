// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ee.passkeys.testkit.ApiClient;
import ee.passkeys.testkit.ApiClient.Answer;
import ee.passkeys.testkit.Installed;
import ee.passkeys.testkit.OldApplication;
import ee.passkeys.testkit.SoftAuthenticator;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(ArquillianExtension.class)
@DisplayName("Where an old application asks for a fresh passkey")
@Tag("server")
class StepUpIT {

    private static final String PAGE = "/passkeys/step-up?returnTo=";
    private static final String[] BROWSER = {"Accept", "text/html"};

    @ArquillianResource
    private URL deployed;

    @Deployment(testable = false)
    static WebArchive application() {
        return Installed.into(OldApplication.withStepUp());
    }

    @Test
    void aLoginByPasskeyIsOne() {
        SoftAuthenticator phone = enrolled("bob");
        ApiClient bob = api();

        assertThat(bob.signIn(phone).status()).isEqualTo(200);

        assertThat(bob.page("user/echo", BROWSER).response().body()).startsWith("GET|bob|");
        assertThat(bob.page("echo", BROWSER).response().body()).startsWith("GET|bob|");
    }

    @Test
    void aLoginByPasskeyWithoutPinOrFingerIsNone() {
        SoftAuthenticator phone = enrolled("bob");
        ApiClient bob = api();
        signIn(bob, "bob");
        Answer begun = bob.post("authentication/options", "{\"purpose\":\"step-up\"}");

        phone.flags(SoftAuthenticator.UP);
        Answer refused = confirm(bob, begun, phone, "user/echo");

        assertThat(refused.code()).isEqualTo("authentication-failed");
        assertThat(bob.page("user/echo", BROWSER).status()).isEqualTo(302);
    }

    @Test
    void anOldOneIsAskedForAgain() {
        SoftAuthenticator phone = enrolled("bob");
        ApiClient bob = api();
        bob.signIn(phone);

        assertThat(bob.page("user/boss", BROWSER).header("Location")).endsWith(PAGE + encoded("user/boss"));
        assertThat(bob.page("user/echo", BROWSER).status()).isEqualTo(200);
    }

    @Test
    void aPasswordIsNone() {
        ApiClient bob = api();
        signIn(bob, "bob");

        Answer asked = bob.page("user/echo?a=b", BROWSER);

        assertThat(asked.status()).isEqualTo(302);
        assertThat(asked.header("Location")).endsWith(PAGE + encoded("user/echo?a=b"));
        assertThat(asked.header("Cache-Control")).isEqualTo("no-store");
        assertThat(bob.page("user/who", BROWSER).response().body()).isEqualTo("bob true");
    }

    @Test
    void aConfirmationLeadsBackAndIsOne() {
        SoftAuthenticator phone = enrolled("bob");
        ApiClient bob = api();
        signIn(bob, "bob");
        String before = bob.cookie("JSESSIONID");

        Answer confirmed = confirm(bob, phone, "user/echo?a=b");

        assertThat(confirmed.status()).isEqualTo(200);
        assertThat(confirmed.json().path("returnTo").asText()).isEqualTo("./user/echo?a=b");
        assertThat(bob.cookie("JSESSIONID")).isNotEqualTo(before);
        assertThat(bob.page("user/echo?a=b", BROWSER).response().body()).startsWith("GET|bob|");
        assertThat(bob.get("session").json().path("method").asText()).isEqualTo("password");
    }

    @Test
    void anotherPasswordAfterAConfirmationIsNone() {
        SoftAuthenticator phone = enrolled("bob");
        ApiClient bob = api();
        signIn(bob, "bob");
        confirm(bob, phone, "user/echo");
        signIn(bob, "bob");

        assertThat(bob.page("user/echo", BROWSER).status()).isEqualTo(302);
    }

    @Test
    void thePasskeyOfSomebodyElseIsNone() {
        SoftAuthenticator ofEve = enrolled("eve");
        SoftAuthenticator ofBob = enrolled("bob");
        ApiClient bob = api();
        signIn(bob, "bob");
        Answer begun = bob.post("authentication/options", "{\"purpose\":\"step-up\"}");
        Answer refused = confirm(bob, begun, ofEve, "user/echo");

        assertThat(refused.code()).isEqualTo("authentication-failed");
        assertThat(bob.page("user/echo", BROWSER).status()).isEqualTo(302);
        assertThat(bob.page("user/who", BROWSER).response().body()).isEqualTo("bob true");
        assertThat(confirm(bob, ofBob, "user/echo").status()).isEqualTo(200);
    }

    @Test
    void programsAreRefused() {
        ApiClient bob = api();
        signIn(bob, "bob");

        for (String[] headers : new String[][] {
            {"Accept", "application/json"},
            {"Accept", "text/html", "Sec-Fetch-Mode", "cors"},
            {"Accept", "text/html", "X-Requested-With", "XMLHttpRequest"}
        }) {
            Answer refused = bob.page("user/echo", headers);
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
            assertThat(refused.code()).isEqualTo("step-up-required");
        }
    }

    @Test
    void aFormGoesOnOnceAfterTheConfirmation() {
        SoftAuthenticator phone = enrolled("bob");
        ApiClient bob = api();
        signIn(bob, "bob");

        assertThat(bob.form("user/echo", Map.of("a", "b"), BROWSER).header("Location"))
                .endsWith(PAGE + encoded("user/echo"));
        confirm(bob, phone, "user/echo");

        assertThat(bob.page("user/echo", BROWSER).response().body())
                .startsWith("POST|bob|")
                .endsWith("{a=[b]}");
        assertThat(bob.page("user/echo", BROWSER).response().body())
                .startsWith("GET|bob|")
                .endsWith("{}");
    }

    @Test
    void aFormGoesOnThroughSignInAndConfirmation() {
        SoftAuthenticator phone = enrolled("bob");
        ApiClient guest = api();
        assertThat(guest.form("echo", Map.of("a", "b"), BROWSER).response().body())
                .contains("j_security_check");
        signIn(guest, "bob");

        assertThat(guest.page("echo", BROWSER).header("Location")).endsWith(PAGE + encoded("echo"));
        confirm(guest, phone, "echo");

        assertThat(guest.page("echo", BROWSER).response().body())
                .startsWith("POST|bob|")
                .endsWith("{a=[b]}");
    }

    @Test
    void aFormWaitsUntilThePasskeyIsThere() {
        enrolled("bob");
        ApiClient bob = api();
        signIn(bob, "bob");
        bob.form("user/echo", Map.of("a", "b"), BROWSER);

        assertThat(bob.page("user/echo", BROWSER).status()).isEqualTo(302);
    }

    @Test
    void aFormIsDroppedByAConfirmationThatLeadsElsewhere() {
        SoftAuthenticator phone = enrolled("bob");
        ApiClient bob = api();
        signIn(bob, "bob");
        bob.form("user/echo", Map.of("a", "b"), BROWSER);
        confirm(bob, phone, "user/who");

        assertThat(bob.page("user/echo", BROWSER).response().body()).startsWith("GET|bob|");
    }

    @Test
    void aFormOfOneCallerIsNotSentByTheNext() {
        SoftAuthenticator ofEve = enrolled("eve");
        ApiClient both = api();
        signIn(both, "bob");
        both.form("user/echo", Map.of("a", "b"), BROWSER);
        signIn(both, "eve");
        confirm(both, ofEve, "user/echo");

        assertThat(both.page("user/echo", BROWSER).response().body())
                .startsWith("GET|eve|")
                .endsWith("{}");
    }

    @Test
    void aFormOfAnotherSiteChangesNothing() {
        SoftAuthenticator phone = enrolled("bob");
        ApiClient bob = api();
        signIn(bob, "bob");
        bob.form("user/echo", Map.of("a", "b"), BROWSER);

        assertThat(bob.form("user/echo", Map.of("a", "c"), "Accept", "text/html", "Sec-Fetch-Site", "cross-site")
                        .header("Location"))
                .endsWith(PAGE + encoded("user/echo") + "&resend=true");
        confirm(bob, phone, "user/echo");

        assertThat(bob.page("user/echo", BROWSER).response().body()).endsWith("{a=[b]}");
    }

    @Test
    void aFormWithFilesHasToBeSentAgainAndNoOlderOneGoesOn() {
        SoftAuthenticator phone = enrolled("bob");
        ApiClient bob = api();
        signIn(bob, "bob");
        bob.form("user/echo", Map.of("a", "b"), BROWSER);

        assertThat(bob.submit("user/echo", "multipart/form-data; boundary=x", "--x--", BROWSER)
                        .header("Location"))
                .endsWith(PAGE + encoded("user/echo") + "&resend=true");
        confirm(bob, phone, "user/echo");

        assertThat(bob.page("user/echo", BROWSER).response().body()).startsWith("GET|bob|");
    }

    @Test
    void aFormThatIsTooLargeIsRefused() {
        ApiClient bob = api();
        signIn(bob, "bob");

        assertThat(bob.form("user/echo", Map.of("a", "b".repeat(64 * 1024)), BROWSER)
                        .status())
                .isEqualTo(413);
    }

    @Test
    void strangersAreAskedToSignInAlsoOnAPageThatIsOpen() {
        ApiClient guest = api();

        assertThat(guest.page("echo", BROWSER).response().body()).contains("j_security_check");
        assertThat(guest.page("echo", "Accept", "application/json").status()).isEqualTo(401);
        assertThat(guest.page("who", BROWSER).response().body()).isEqualTo("null false");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo;a=b",
                "/echo",
                "./echo",
                "x/../echo",
                "passkeys/../echo",
                "passkeys/api/../../echo",
                "passkeys/%2e%2e/echo",
                "passkeys/..;/echo",
                "%65cho",
                "passkeys%2f..%2fecho",
                "x/..%2fecho",
                "%2fecho",
                ".//echo",
                "passkeys\\..\\echo",
                "passkeys/..%5cecho",
                "user/files/index.html",
                "user/files/",
                "user/files"
            })
    void noSpellingOfThePathLeadsPast(String spelling) throws IOException {
        ApiClient bob = api();
        signIn(bob, "bob");
        String cookie = "JSESSIONID=" + bob.cookie("JSESSIONID");

        assertThat(raw("who", cookie)).endsWith("bob true");
        assertThat(raw(spelling, cookie)).doesNotContain("GET|");
        assertThat(raw(spelling, "JSESSIONID=none")).doesNotContain("GET|");
    }

    /** As it is written: clients that know what a path is would mend it. */
    private String raw(String spelling, String cookie) throws IOException {
        try (Socket socket = new Socket("localhost", deployed.getPort())) {
            socket.setSoTimeout(20_000);
            String request = "GET " + deployed.getPath() + spelling + " HTTP/1.0\r\nHost: localhost:"
                    + deployed.getPort() + "\r\nAccept: text/html\r\nCookie: " + cookie + "\r\n\r\n";
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private SoftAuthenticator enrolled(String name) {
        SoftAuthenticator phone = new SoftAuthenticator();
        ApiClient enrolling = api();
        signIn(enrolling, name);
        enrolling
                .get("credentials")
                .json()
                .forEach(passkey ->
                        enrolling.delete("credentials/" + passkey.path("id").asText()));
        assertThat(enrolling.register(phone).status()).isEqualTo(201);
        return phone;
    }

    private void signIn(ApiClient api, String name) {
        assertThat(api.formLogin(name, "four-candles").status()).isIn(302, 303);
    }

    private Answer confirm(ApiClient api, SoftAuthenticator phone, String leadingTo) {
        return confirm(api, api.post("authentication/options", "{\"purpose\":\"step-up\"}"), phone, leadingTo);
    }

    private Answer confirm(ApiClient api, Answer begun, SoftAuthenticator phone, String leadingTo) {
        ObjectNode anyPasskey = begun.json().path("publicKey").deepCopy();
        anyPasskey.remove("allowCredentials");
        ObjectNode answer = ApiClient.answer(begun, phone.get(anyPasskey, api.origin()));
        return api.post("authentication/verify", answer.put("returnTo", path(leadingTo)));
    }

    private String path(String path) {
        return deployed.getPath() + path;
    }

    private String encoded(String path) {
        return URLEncoder.encode("./" + path, StandardCharsets.UTF_8);
    }

    private URI at(String path) {
        return URI.create("http://localhost:" + deployed.getPort() + deployed.getPath())
                .resolve(path);
    }

    private ApiClient api() {
        return new ApiClient(at(""));
    }
}
