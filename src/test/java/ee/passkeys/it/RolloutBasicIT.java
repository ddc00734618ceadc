// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ee.passkeys.testkit.ApiClient;
import ee.passkeys.testkit.Installed;
import ee.passkeys.testkit.OldApplication;
import ee.passkeys.testkit.SoftAuthenticator;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The rollout where a password comes with every request. */
@ExtendWith(ArquillianExtension.class)
@Tag("server")
class RolloutBasicIT {

    @ArquillianResource
    private URL deployed;

    @Deployment(testable = false)
    static WebArchive oldApplication() {
        return Installed.into(OldApplication.withBasic("rollout-basic.war")
                .addClass(OfferServlet.class)
                .addAsResource(
                        new StringAsset("passkeys.enrollment=page\npasskeys.password=off-when-safe\n"),
                        "META-INF/microprofile-config.properties"));
    }

    @Test
    void asksPeopleOnceAndKnowsNobodyByAPasswordThatIsSwitchedOff() {
        client().page("test/offers?do=forget");
        ApiClient bob = client();
        assertThat(page(bob, "user/who", "four-candles").status()).isEqualTo(302);
        assertThat(page(bob, "user/who", "four-candles").response().body()).isEqualTo("bob true");
        ApiClient.Answer asked = bob.page("passkeys/enrol", "Accept", "text/html");
        assertThat(asked.status()).isEqualTo(401);
        assertThat(asked.header("WWW-Authenticate")).startsWith("Basic ");
        assertThat(page(bob, "passkeys/enrol", "four-candles").status()).isEqualTo(200);
        SoftAuthenticator phone = new SoftAuthenticator();
        assertThat(register(bob, phone)).isEqualTo(201);
        assertThat(client().signIn(phone).status()).isEqualTo(200);
        client().page("test/offers?do=sync");

        ApiClient.Answer refused = page(client(), "user/who", "four-candles");
        ApiClient.Answer wrong = page(client(), "user/who", "fork-handles");
        assertThat(refused.status()).isEqualTo(401).isEqualTo(wrong.status());
        assertThat(refused.header("WWW-Authenticate")).startsWith("Basic ").isEqualTo(wrong.header("WWW-Authenticate"));
        assertThat(refused.response().body()).isEqualTo(wrong.response().body());
        assertThat(page(client(), "who", "four-candles").response().body())
                .isEqualTo(page(client(), "who", "fork-handles").response().body())
                .doesNotContain("bob");
        assertThat(client().signIn(phone).status()).isEqualTo(200);
        client().page("test/offers?do=forget");
    }

    /** The browser brings the password with every request. */
    private static int register(ApiClient client, SoftAuthenticator device) {
        ApiClient.Answer begun = post(client, "registration/options", "{}");
        ObjectNode made = ApiClient.answer(begun, device.create(begun.json().path("publicKey"), client.origin()));
        return post(client, "registration/verify", made.toString()).status();
    }

    private static ApiClient.Answer post(ApiClient client, String path, String body) {
        return client.send(
                path, "POST", body, "Authorization", basic("four-candles"), "Content-Type", "application/json");
    }

    private static ApiClient.Answer page(ApiClient client, String path, String password) {
        return client.page(path, "Authorization", basic(password), "Accept", "text/html");
    }

    private static String basic(String password) {
        byte[] pair = ("bob:" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    private ApiClient client() {
        return new ApiClient(URI.create("http://localhost:" + deployed.getPort() + deployed.getPath()));
    }
}
