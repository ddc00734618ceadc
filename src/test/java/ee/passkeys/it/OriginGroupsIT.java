// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import ee.passkeys.testkit.ApiClient;
import ee.passkeys.testkit.Installed;
import ee.passkeys.testkit.OldApplication;
import ee.passkeys.testkit.SoftAuthenticator;
import java.net.URI;
import java.net.URL;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The user is in the groups {@code user} and {@code boss} of the server's realm. */
@ExtendWith(ArquillianExtension.class)
@DisplayName("A passkey sign-in from an origin that may give some groups only")
@Tag("server")
class OriginGroupsIT {

    private static final String APP = "https://app.localhost";
    private static final String PARTNER = "https://partner.localhost";
    private static final String VISITOR = "https://visitor.localhost";
    private static final String SETTINGS = """
            passkeys.rp.id=localhost
            passkeys.origins=http://localhost,%s,%s,%s
            passkeys.groups.origin.https\\://partner.localhost=user,guest
            passkeys.groups.origin.https\\://visitor.localhost=guest
            passkeys.tokens=on
            """.formatted(APP, PARTNER, VISITOR);

    @ArquillianResource
    private URL deployed;

    private final SoftAuthenticator phone = new SoftAuthenticator();

    @Deployment(testable = false)
    static WebArchive oldApplication() {
        return Installed.into(OldApplication.war("origin-groups.war")
                .addAsResource(new StringAsset(SETTINGS), "META-INF/microprofile-config.properties"));
    }

    @BeforeEach
    void signInByPasswordAndMakeAPasskey() {
        ApiClient client = from(APP);
        assertThat(client.formLogin("ann", "four-candles").status()).isEqualTo(302);
        assertThat(client.register(phone).status()).isEqualTo(201);
    }

    @Test
    void givesNoOtherGroupsForTheWholeSession() {
        ApiClient client = signedIn(PARTNER);

        for (int request = 0; request < 3; request++) {
            assertIsUser(client);
        }
    }

    @Test
    void givesAllGroupsFromAnotherOrigin() {
        ApiClient client = signedIn(APP);

        assertThat(client.page("user/who").response().body()).isEqualTo("ann true");
        assertThat(boss(client).response().body()).startsWith("POST|ann|");
    }

    @Test
    void givesNoOtherGroupsAfterAConfirmation() {
        ApiClient client = signedIn(PARTNER);

        ApiClient.Answer begun = client.post("authentication/options", "{\"purpose\":\"step-up\"}");
        assertThat(client.finish(
                                "authentication/verify",
                                begun,
                                phone.get(begun.json().path("publicKey"), PARTNER))
                        .status())
                .isEqualTo(200);

        assertIsUser(client);
    }

    @Test
    void isRefusedWhereTheOriginMayGiveNoneOfTheGroups() {
        ApiClient client = from(VISITOR);

        assertThat(client.signIn(phone).code()).isEqualTo("authentication-failed");

        assertThat(client.get("session").status()).isEqualTo(401);
        assertThat(client.page("user/who").response().body()).isEqualTo("the form");
    }

    @Test
    void givesATokenWithNoOtherGroupsAndAtEachRefresh() {
        ApiClient app = from(PARTNER);
        ApiClient.Answer begun = app.post("authentication/options", "{\"purpose\":\"token\"}");
        JsonNode tokens = app.finish("token", begun, phone.get(begun.json().path("publicKey"), PARTNER))
                .json();
        assertIsUser(tokens);

        assertIsUser(app.post(
                        "token",
                        ApiClient.object()
                                .put("grant_type", "refresh_token")
                                .put(
                                        "refresh_token",
                                        tokens.path("refresh_token").asText()))
                .json());
    }

    private void assertIsUser(JsonNode tokens) {
        String bearer = "Bearer " + tokens.path("access_token").asText();
        ApiClient app = from(PARTNER);
        assertThat(app.page("user/who", "Authorization", bearer).response().body())
                .isEqualTo("ann true");
        assertThat(app.form("user/boss", Map.of("a", "b"), "Authorization", bearer)
                        .status())
                .isEqualTo(403);
    }

    private static void assertIsUser(ApiClient client) {
        assertThat(client.page("user/who").response().body()).isEqualTo("ann true");
        assertThat(boss(client).status()).isEqualTo(403);
    }

    private static ApiClient.Answer boss(ApiClient client) {
        return client.form("user/boss", Map.of("a", "b"));
    }

    private ApiClient signedIn(String origin) {
        ApiClient client = from(origin);
        assertThat(client.signIn(phone).status()).isEqualTo(200);
        return client;
    }

    private ApiClient from(String origin) {
        return ApiClient.from(origin, URI.create("http://localhost:" + deployed.getPort() + deployed.getPath()));
    }
}
