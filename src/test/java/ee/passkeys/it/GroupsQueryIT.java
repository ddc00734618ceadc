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

@ExtendWith(ArquillianExtension.class)
@DisplayName("A passkey whose groups come from a query of the settings")
@Tag("server")
class GroupsQueryIT {

    private static final String SETTINGS = """
            passkeys.groups.query=SELECT GROUP_NAME FROM STAFF_MEMBER WHERE NAME = ?
            passkeys.groups.data-source=java:comp/DefaultDataSource
            passkeys.groups.parity=report
            passkeys.tokens=on
            """;

    @ArquillianResource
    private URL deployed;

    private final SoftAuthenticator phone = new SoftAuthenticator();

    @Deployment(testable = false)
    static WebArchive oldApplication() {
        return Installed.into(OldApplication.war("groups-query.war")
                .addClass(StaffServlet.class)
                .addAsResource(new StringAsset(SETTINGS), "META-INF/microprofile-config.properties"));
    }

    @BeforeEach
    void signInByPasswordAndMakeAPasskey() {
        staff(Map.of("name", "bob", "groups", "user,boss"));
        ApiClient client = api();
        assertThat(client.formLogin("bob", "four-candles").status()).isEqualTo(302);
        assertThat(client.register(phone).status()).isEqualTo(201);
    }

    @Test
    void bringsWhatTheQueryFinds() {
        assertThat(signedIn().form("user/boss", Map.of("a", "b")).response().body())
                .startsWith("POST|bob|");
    }

    @Test
    void bringsWhatTheQueryFindsNow() {
        staff(Map.of("name", "bob", "groups", "user"));

        ApiClient client = signedIn();

        assertThat(client.page("user/who").response().body()).isEqualTo("bob true");
        assertThat(client.form("user/boss", Map.of("a", "b")).status()).isEqualTo(403);
    }

    @Test
    void givesAnAppTheSameGroupsAndAtEachRefreshThoseOfThen() {
        ApiClient app = api();
        ApiClient.Answer begun = app.post("authentication/options", "{\"purpose\":\"token\"}");
        JsonNode tokens = app.finish("token", begun, phone.get(begun.json().path("publicKey"), app.origin()))
                .json();
        String bearer = "Bearer " + tokens.path("access_token").asText();
        assertThat(app.form("user/boss", Map.of("a", "b"), "Authorization", bearer)
                        .response()
                        .body())
                .startsWith("POST|bob|");
        assertThat(app.cookieNames()).isEmpty();

        staff(Map.of("name", "bob", "groups", "user"));
        JsonNode refreshed = app.post(
                        "token",
                        ApiClient.object()
                                .put("grant_type", "refresh_token")
                                .put(
                                        "refresh_token",
                                        tokens.path("refresh_token").asText()))
                .json();

        String less = "Bearer " + refreshed.path("access_token").asText();
        assertThat(app.page("user/who", "Authorization", less).response().body())
                .isEqualTo("bob true");
        assertThat(app.form("user/boss", Map.of("a", "b"), "Authorization", less)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void signsNobodyInWhereTheQueryFails() {
        staff(Map.of());

        ApiClient client = api();

        assertThat(client.signIn(phone).code()).isEqualTo("temporarily-unavailable");
        assertThat(client.get("session").status()).isEqualTo(401);
        assertThat(client.page("who").response().body()).isEqualTo("null false");
    }

    private ApiClient signedIn() {
        ApiClient client = api();
        assertThat(client.signIn(phone).status()).isEqualTo(200);
        return client;
    }

    private void staff(Map<String, String> members) {
        assertThat(api().form("test/staff", members).status()).isEqualTo(200);
    }

    private ApiClient api() {
        return new ApiClient(URI.create("http://localhost:" + deployed.getPort() + deployed.getPath()));
    }
}
