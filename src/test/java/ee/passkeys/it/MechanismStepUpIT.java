// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ee.passkeys.testkit.ApiClient;
import ee.passkeys.testkit.ApiClient.Answer;
import ee.passkeys.testkit.Installed;
import ee.passkeys.testkit.OldApplication;
import ee.passkeys.testkit.SoftAuthenticator;
import java.net.URI;
import java.net.URL;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ArquillianExtension.class)
@DisplayName("Where users of an application with a mechanism of its own are asked for a fresh passkey")
@Tag("server")
class MechanismStepUpIT {

    private static final String[] BROWSER = {"Accept", "text/html"};

    @ArquillianResource
    private URL deployed;

    @Deployment(testable = false)
    static WebArchive application() {
        return Installed.into(OldApplication.withMechanismAndStepUp());
    }

    @Test
    void everyPageAsksForIt() {
        ApiClient carol = signedIn();

        for (String page : new String[] {"who", "user/who", "echo", "login.html"}) {
            assertThat(carol.page(page, BROWSER).header("Location"))
                    .as(page)
                    .contains("/passkeys/step-up?returnTo=")
                    .endsWith(page.replace("/", "%2F"));
        }
    }

    @Test
    void strangersGoWhereTheyMay() {
        ApiClient guest = api();

        assertThat(guest.page("who", BROWSER).response().body()).isEqualTo("null false");
        assertThat(guest.page("user/who", BROWSER).status()).isEqualTo(401);
    }

    @Test
    void theFormGoesOnOnceAfterTheConfirmation() {
        ApiClient carol = signedIn();
        SoftAuthenticator phone = new SoftAuthenticator();
        assertThat(carol.register(phone).status()).isEqualTo(201);
        assertThat(carol.form("user/echo", Map.of("a", "b"), BROWSER).status()).isEqualTo(302);

        Answer begun = carol.post("authentication/options", "{\"purpose\":\"step-up\"}");
        ObjectNode answer = ApiClient.answer(begun, phone.get(begun.json().path("publicKey"), carol.origin()));
        Answer confirmed =
                carol.post("authentication/verify", answer.put("returnTo", deployed.getPath() + "user/echo"));

        assertThat(confirmed.status()).isEqualTo(200);
        assertThat(carol.page("user/echo", BROWSER).response().body())
                .startsWith("POST|carol|")
                .endsWith("{a=[b]}");
        assertThat(carol.page("user/echo", BROWSER).response().body()).startsWith("GET|carol|");
        assertThat(carol.page("user/who", BROWSER).response().body()).isEqualTo("carol true");
        assertThat(carol.get("session").json().path("method").asText())
                .isNotEmpty()
                .isNotEqualTo("passkey");
    }

    /** Whoever has stolen it would keep the account by that. */
    @Test
    void aRememberedCookieIsNoRecentSignIn() {
        ApiClient thief = api();
        thief.plant("OLD", "carol");

        assertThat(thief.get("session").json().path("name").asText()).isEqualTo("carol");
        assertThat(thief.get("session").json().has("authenticatedAt")).isFalse();
        assertThat(thief.post("registration/options", "{}").code()).isEqualTo("step-up-required");
        thief.page("who?name=carol", BROWSER);
        assertThat(thief.post("registration/options", "{}").code()).isEqualTo("step-up-required");
    }

    private ApiClient signedIn() {
        ApiClient carol = api();
        assertThat(carol.page("who?name=carol", "Accept", "application/json").code())
                .isEqualTo("step-up-required");
        return carol;
    }

    private ApiClient api() {
        return new ApiClient(URI.create("http://localhost:" + deployed.getPort() + deployed.getPath()));
    }
}
