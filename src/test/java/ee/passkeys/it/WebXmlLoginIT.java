// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.testkit.ApiClient;
import ee.passkeys.testkit.Installed;
import ee.passkeys.testkit.OldApplication;
import ee.passkeys.testkit.SoftAuthenticator;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An old application with a form in its web.xml and its users in the server's file realm goes on as it was, and gets passkeys. */
@ExtendWith(ArquillianExtension.class)
@Tag("server")
class WebXmlLoginIT {

    @ArquillianResource
    private URL deployed;

    @Deployment(testable = false)
    static WebArchive oldApplication() {
        return Installed.into(OldApplication.war());
    }

    private final Http http = new Http();

    @Test
    void showsItsFormAndLeadsBackToThePageThatWasAskedFor() {
        assertThat(http.get(at("user/who?a=1")).body()).isEqualTo("the form");

        var signedIn = http.post(at("j_security_check"), form("bob", "four-candles"));

        assertThat(signedIn.statusCode()).isEqualTo(302);
        assertThat(signedIn.headers().firstValue("Location").orElse("")).endsWith("/user/who?a=1");
        assertThat(http.get(at("user/who")).body()).isEqualTo("bob true");
        assertThat(http.get(at("who")).body()).isEqualTo("bob true");
    }

    @Test
    void showsItsErrorPageForAWrongPassword() {
        http.get(at("user/who"));

        assertThat(http.post(at("j_security_check"), form("bob", "fork-handles"))
                        .body())
                .isEqualTo("wrong password");
        assertThat(http.get(at("user/who")).body()).isEqualTo("the form");
    }

    @Test
    void signsInByCodeForMoreThanOneRequest() {
        assertThat(http.get(at("who?login=bob&password=four-candles")).body()).isEqualTo("bob true");
        assertThat(http.get(at("user/who")).body()).isEqualTo("bob true");
        assertThat(new Http().get(at("who?login=bob&password=fork-handles")).statusCode())
                .isEqualTo(500);
    }

    @Test
    void staysSignedOut() {
        http.get(at("who?login=bob&password=four-candles"));
        http.get(at("who?logout=now"));

        assertThat(http.get(at("who")).body()).isEqualTo("null false");
        assertThat(http.get(at("user/who")).body()).isEqualTo("the form");
    }

    @Test
    void givesProgramsWhatTheContainerGives() {
        ApiClient.Answer asked = api().page("user/who", "Accept", "application/json");

        assertThat(asked.status()).isEqualTo(200);
        assertThat(asked.response().body()).isEqualTo("the form");
    }

    @Test
    void givesItsUserTheSameRolesByPasskey() {
        ApiClient api = api();
        SoftAuthenticator phone = new SoftAuthenticator();
        assertThat(api.form("j_security_check", form("bob", "four-candles")).status())
                .isEqualTo(302);
        assertThat(api.get("session").json().path("method").asText()).isEqualTo("password");
        assertThat(api.register(phone).status()).isEqualTo(201);

        ApiClient elsewhere = api();
        assertThat(elsewhere.signIn(phone).status()).isEqualTo(200);

        assertThat(elsewhere.page("user/who").response().body()).isEqualTo("bob true");
        assertThat(elsewhere.get("session").json().path("method").asText()).isEqualTo("passkey");
        elsewhere.page("who?logout=now");
        assertThat(elsewhere.page("who").response().body()).isEqualTo("null false");
    }

    @Test
    void makesNoAccounts() {
        assertThat(api().post("registration/options", "{\"name\":\"eve\"}").code())
                .isEqualTo("registration-closed");
    }

    @Test
    void doesNotAskForAPasswordThatNobodyTyped() {
        String header =
                "Basic " + Base64.getEncoder().encodeToString("bob:four-candles".getBytes(StandardCharsets.UTF_8));

        assertThat(api().page("user/who", "Authorization", header).response().body())
                .doesNotContain("bob");
    }

    private ApiClient api() {
        return new ApiClient(URI.create("http://localhost:" + deployed.getPort() + deployed.getPath()));
    }

    private URI at(String path) {
        return URI.create("http://localhost:" + deployed.getPort() + deployed.getPath())
                .resolve(path);
    }

    private static Map<String, String> form(String name, String password) {
        return Map.of("j_username", name, "j_password", password);
    }
}
