// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.testkit.ApiClient;
import ee.passkeys.testkit.Installed;
import ee.passkeys.testkit.OldApplication;
import ee.passkeys.testkit.SoftAuthenticator;
import ee.passkeys.testkit.Tampering;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.time.Instant;
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
@Tag("server")
@DisplayName("Code of the application")
class ApplicationCodeIT {

    @ArquillianResource
    private URL deployed;

    private final SoftAuthenticator phone = new SoftAuthenticator()
            .flags(SoftAuthenticator.UP | SoftAuthenticator.UV | SoftAuthenticator.BE | SoftAuthenticator.BS);

    @Deployment(testable = false)
    static WebArchive application() {
        return Installed.into(OldApplication.war("code.war")
                .addClasses(CodeServlet.class, CodeServlet.Observer.class)
                .addAsResource(
                        new StringAsset("passkeys.admin-role=user\n"), "META-INF/microprofile-config.properties"));
    }

    @BeforeEach
    void forget() {
        ask(client(), "do=forget&name=ann");
        ask(client(), "do=events");
    }

    @Test
    void readsHowTheCallerSignedIn() {
        Instant before = Instant.now().minusSeconds(1);
        ApiClient byPassword = ann();
        assertThat(byPassword.register(phone).status()).isEqualTo(201);
        ApiClient byPasskey = client();
        assertThat(byPasskey.signIn(phone).status()).isEqualTo(200);

        assertThat(ask(client(), "do=facts")).isEqualTo("nobody");
        assertThat(ask(byPassword, "do=facts")).matches("ann\\|password\\|\\d.*Z\\|-\\|-\\|-");
        String[] facts = ask(byPasskey, "do=facts").split("\\|");
        assertThat(facts).hasSize(6);
        assertThat(facts[0]).isEqualTo("ann");
        assertThat(facts[1]).isEqualTo("passkey");
        assertThat(Instant.parse(facts[2])).isBetween(before, Instant.now());
        assertThat(facts[3]).isEqualTo("verified");
        assertThat(facts[4]).isEqualTo(byPasskey.origin());
        assertThat(facts[5]).isEqualTo("backed up");
    }

    @Test
    void reportsASignInOfItsOwn() {
        ApiClient client = ann();
        Instant earlier = Instant.parse("2026-01-02T03:04:05Z");

        assertThat(ask(client, "do=report&at=" + earlier)).isEqualTo("reported");

        assertThat(ask(client, "do=facts")).contains("|" + earlier + "|");
        assertThat(client.post("registration/options", "{}").code()).isEqualTo("step-up-required");
    }

    @Test
    void revokesAPasskeyAndEndsItsSessions() {
        ApiClient owner = ann();
        String id = owner.register(phone).json().path("id").asText();
        assertThat(owner.register(new SoftAuthenticator()).status()).isEqualTo(201);
        ApiClient thief = client();
        assertThat(thief.signIn(phone).status()).isEqualTo(200);

        assertThat(ask(client(), "do=revoke&name=bob&id=" + id)).isEqualTo("false");
        assertThat(ask(client(), "do=revoke&name=ann&id=" + id)).isEqualTo("true");

        assertThat(ask(client(), "do=revoke&name=ann&id=" + id)).isEqualTo("false");
        assertThat(ask(client(), "do=list&name=ann")).isEqualTo("1");
        assertThat(client().signIn(phone).code()).isEqualTo("authentication-failed");
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (thief.get("session").status() == 200) {
            assertThat(System.nanoTime()).as("the session goes on").isLessThan(deadline);
        }
    }

    @Test
    void observesWhatHappens() {
        ApiClient owner = ann();
        String id = owner.register(phone).json().path("id").asText();
        assertEvents("Created");
        ApiClient user = client();
        user.signIn(phone);
        assertEvents("SignedIn");
        client().signIn(phone.tampering(Tampering.ofSignature(signature -> new byte[] {1})));
        assertEvents("Refused");
        phone.tampering(Tampering.NONE);
        user.patch("credentials/" + id, "{\"label\":\"Phone\"}");
        assertEvents("Renamed");
        ApiClient.Answer begun = user.post("authentication/options", "{\"purpose\":\"step-up\"}");
        user.finish("authentication/verify", begun, phone.get(begun.json().path("publicKey"), user.origin()));
        assertEvents("SteppedUp");
        ApiClient operator = client();
        operator.formLogin("bob", "four-candles");
        assertThat(operator.post("admin/passkeys/" + id + "/disable", "{}").status())
                .isEqualTo(204);
        assertEvents("Administered,Disabled");
        ask(client(), "do=rename&name=ann&to=anna");
        assertEvents("UserRenamed");
        ask(client(), "do=rename&name=anna&to=ann");
        ask(client(), "do=revoke&name=ann&id=" + id);
        assertEvents("UserRenamed,Removed");
        owner.delete("session");
        assertEvents("SignedOut");
    }

    private void assertEvents(String events) {
        assertThat(ask(client(), "do=events")).isEqualTo(events);
    }

    private ApiClient ann() {
        ApiClient client = client();
        assertThat(client.formLogin("ann", "four-candles").status()).isEqualTo(302);
        return client;
    }

    private static String ask(ApiClient client, String query) {
        return client.page("code?" + query).response().body();
    }

    private ApiClient client() {
        return new ApiClient(URI.create("http://localhost:" + deployed.getPort() + deployed.getPath()));
    }
}
