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
                        new StringAsset("passkeys.enrolment=page\npasskeys.password=off-when-safe\n"),
                        "META-INF/microprofile-config.properties"));
    }

    @Test
    void asksPeopleOnceAndKnowsNobodyByAPasswordThatIsSwitchedOff() {
        client().page("test/offers?do=forget");
        ApiClient bob = client();
        assertThat(page(bob, "user/who", "four-candles").status()).isEqualTo(302);
        assertThat(page(bob, "user/who", "four-candles").response().body()).isEqualTo("bob true");
        SoftAuthenticator phone = new SoftAuthenticator();
        assertThat(bob.register(phone).status()).isEqualTo(201);
        client().page("test/offers?do=sync");

        ApiClient.Answer refused = page(client(), "user/who", "four-candles");
        ApiClient.Answer wrong = page(client(), "user/who", "fork-handles");
        assertThat(refused.status()).isEqualTo(401).isEqualTo(wrong.status());
        assertThat(refused.header("WWW-Authenticate")).startsWith("Basic ").isEqualTo(wrong.header("WWW-Authenticate"));
        assertThat(refused.response().body()).isEqualTo(wrong.response().body());
        assertThat(page(client(), "who", "four-candles").response().body()).isEqualTo("null false");
        assertThat(client().signIn(phone).status()).isEqualTo(200);
        client().page("test/offers?do=forget");
    }

    private static ApiClient.Answer page(ApiClient client, String path, String password) {
        byte[] pair = ("bob:" + password).getBytes(StandardCharsets.UTF_8);
        String header = "Basic " + Base64.getEncoder().encodeToString(pair);
        return client.page(path, "Authorization", header, "Accept", "text/html");
    }

    private ApiClient client() {
        return new ApiClient(URI.create("http://localhost:" + deployed.getPort() + deployed.getPath()));
    }
}
