// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ee.passkeys.testkit.ApiClient;
import ee.passkeys.testkit.Installed;
import ee.passkeys.testkit.OldApplication;
import ee.passkeys.testkit.SoftAuthenticator;
import java.net.URI;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One application at the hosts of two relying parties, for the same users. */
@ExtendWith(ArquillianExtension.class)
@DisplayName("An application with a relying party for each of two hosts")
@Tag("server")
class HostsIT {

    private static final String APP = "app.localhost";
    private static final String SHOP = "shop.localhost";
    private static final String UNKNOWN = "evil.localhost";
    private static final String SETTINGS = """
            passkeys.rp.id=localhost
            passkeys.rp.name=House
            passkeys.origins=http://localhost,https://app.localhost
            passkeys.rp.id.host.shop.localhost=shop.localhost
            passkeys.rp.name.host.shop.localhost=Shop
            passkeys.password=off-when-safe
            passkeys.admin-role=user
            """;

    @ArquillianResource
    private URL deployed;

    private final SoftAuthenticator phone = new SoftAuthenticator();
    private final List<ApiClient> owners = new ArrayList<>();

    @Deployment(testable = false)
    static WebArchive oldApplication() {
        return Installed.into(OldApplication.war("hosts.war")
                .addAsResource(new StringAsset(SETTINGS), "META-INF/microprofile-config.properties"));
    }

    @AfterEach
    void removeThePasskeys() {
        for (ApiClient owner : owners) {
            owner.get("credentials")
                    .json()
                    .forEach(passkey ->
                            owner.delete("credentials/" + passkey.path("id").asText()));
        }
    }

    @Test
    void makesAPasskeyOfTheHost() {
        JsonNode app = at(APP, "ann").post("registration/options", "{}").json().path("publicKey");
        JsonNode shop =
                at(SHOP, "ann").post("registration/options", "{}").json().path("publicKey");

        assertThat(app.path("rp")).hasToString("{\"id\":\"localhost\",\"name\":\"House\"}");
        assertThat(shop.path("rp")).hasToString("{\"id\":\"shop.localhost\",\"name\":\"Shop\"}");
    }

    @Test
    void signsInAtItsHostAlone() {
        register(SHOP);

        ApiClient shop = at(SHOP);
        assertThat(shop.signIn(phone).status()).isEqualTo(200);
        assertThat(shop.page("user/who").response().body()).isEqualTo("ann true");
        ApiClient app = at(APP);
        ApiClient.Answer begun = app.post("authentication/options", "{}");
        ObjectNode options = begun.json().path("publicKey").deepCopy();
        assertThat(app.finish("authentication/verify", begun, phone.get(options.put("rpId", SHOP), "https://" + APP))
                        .code())
                .isEqualTo("authentication-failed");
        assertThat(app.page("user/who").response().body()).isEqualTo("the form");
    }

    @Test
    void finishesNothingThatBeganAtAnotherHost() {
        register(SHOP);
        ApiClient.Answer begun = at(SHOP).post("authentication/options", "{}");
        ObjectNode answer = phone.get(begun.json().path("publicKey"), "https://" + SHOP);

        assertThat(at(APP).finish("authentication/verify", begun, answer).code())
                .isEqualTo("malformed-request");
    }

    @Test
    void showsAndNamesThePasskeysOfTheHostAlone() {
        register(SHOP);
        ApiClient app = register(APP);

        assertThat(app.get("credentials").json()).hasSize(1);
        assertThat(app.get("credentials").json().path(0).path("rpId").asText()).isEqualTo("localhost");
        assertThat(app.post("registration/options", "{}")
                        .json()
                        .path("publicKey")
                        .path("excludeCredentials"))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"authentication/options", "registration/options", "authentication/verify"})
    void refusesAHostThatNoSettingNames(String endpoint) {
        for (String origin : new String[] {"https://" + UNKNOWN, "https://" + APP, "https://" + SHOP}) {
            ApiClient client = ApiClient.at(UNKNOWN, origin, root());
            assertThat(client.post(endpoint, "{}").code()).as(origin).isEqualTo("foreign-origin");
        }
    }

    @Test
    void listsNothingAtAHostThatNoSettingNames() {
        register(SHOP);

        assertThat(at(UNKNOWN, "ann").get("credentials").code()).isEqualTo("foreign-origin");
    }

    @Test
    void refusesAPageOfTheOtherHost() {
        assertThat(ApiClient.at(SHOP, "https://" + APP, root())
                        .post("authentication/options", "{}")
                        .code())
                .isEqualTo("foreign-origin");
    }

    @Test
    void switchesThePasswordOffWhereThePasskeyWorksAndAtUnknownHosts() {
        phone.flags(SoftAuthenticator.UP | SoftAuthenticator.UV | SoftAuthenticator.BE | SoftAuthenticator.BS);
        register(SHOP);
        at(SHOP).signIn(phone);

        assertThat(at(SHOP, "ann").page("user/who").response().body()).isEqualTo("the form");
        assertThat(at(UNKNOWN, "ann").page("user/who").response().body()).isEqualTo("the form");
        assertThat(at(APP, "ann").page("user/who").response().body()).isEqualTo("ann true");
    }

    @Test
    void namesTheHostOnItsPages() {
        assertThat(at(APP).page("passkeys/login").response().body()).contains(" · House</title>");
        assertThat(at(SHOP).page("passkeys/login").response().body())
                .contains(" · Shop</title>")
                .doesNotContain("House");
    }

    @Test
    void isToldByTheDoctor() {
        assertThat(finding(at(SHOP, "ann"), "hosts"))
                .contains("localhost at app.localhost, localhost; shop.localhost at shop.localhost");
        assertThat(finding(at(SHOP, "ann"), "origin")).contains("https://shop.localhost, where passkeys work");
        assertThat(finding(at(UNKNOWN, "ann"), "origin"))
                .contains("evil.localhost")
                .contains("which no setting names");
    }

    private static String finding(ApiClient client, String check) {
        for (JsonNode finding : client.get("doctor").json().path("checks")) {
            if (finding.path("check").asText().equals(check)) {
                return finding.path("finding").asText();
            }
        }
        return client.get("doctor").response().body();
    }

    private ApiClient register(String host) {
        ApiClient owner = at(host, "ann");
        owners.add(owner);
        assertThat(owner.register(phone).status()).isEqualTo(201);
        return owner;
    }

    /** A client that sent the name and the password of a user. */
    private ApiClient at(String host, String user) {
        ApiClient client = at(host);
        client.formLogin(user, "four-candles");
        return client;
    }

    private ApiClient at(String host) {
        return ApiClient.at(host, root());
    }

    private URI root() {
        return URI.create("http://localhost:" + deployed.getPort() + deployed.getPath());
    }
}
