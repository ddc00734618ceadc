// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.testkit.ApiClient;
import ee.passkeys.testkit.Installed;
import ee.passkeys.testkit.OldApplication;
import ee.passkeys.testkit.SoftAuthenticator;
import ee.passkeys.testkit.SwitchServlet;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The same form login, with passkeys that are switched off while the application runs,")
class SwitchedOffIT extends FormLoginContract {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Map<String, String> BOB = Map.of("j_username", "bob", "j_password", "four-candles");

    @Deployment(testable = false)
    static WebArchive application() {
        return Installed.into(OldApplication.war("switched.war").addClass(SwitchServlet.class));
    }

    @BeforeEach
    void switchOff() {
        turn(false);
    }

    @Test
    void isTheContainersOwn() {
        assertThat(http.get(at("test/switch")).body()).isEqualTo("container");
        turn(true);
        assertThat(http.get(at("test/switch")).body()).isEqualTo("mechanism");
        turn(false);
        assertThat(http.get(at("test/switch")).body()).isEqualTo("container");
    }

    @Test
    void hasNeitherOurPagesNorOurEndpoints() {
        ApiClient.Answer refused = api().post("authentication/options", "{}");

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.code()).isEqualTo("temporarily-unavailable");
        assertThat(http.get(at("passkeys/")).statusCode()).isEqualTo(404);
        assertThat(http.get(at("passkeys/passkeys.js")).statusCode()).isEqualTo(404);
    }

    @Test
    void endsSessionsThatBeganWithAPasskeyAndTakesThePasswordThen() {
        ApiClient person = signedInByPasskey();
        ApiClient program = signedInByPasskey();
        turn(false);

        assertThat(program.page("who?a=1", "Accept", "application/json").code()).isIn("not-signed-in", "");
        assertThat(program.page("who").response().body()).isEqualTo("null false");

        ApiClient.Answer open = person.page("who?a=1", "Accept", "text/html");
        if (open.status() == 303) {
            assertThat(open.header("Location")).endsWith("/who?a=1");
        }
        assertThat(person.page("user/who", "Accept", "text/html").response().body())
                .isEqualTo("the form");
        assertThat(person.form("j_security_check", BOB).status()).isIn(302, 303);
        assertThat(person.page("user/who").response().body()).isEqualTo("bob true");
        assertThat(person.page("user/who").response().body()).isEqualTo("bob true");
    }

    @Test
    void endsASessionThatBeganWithAPasskeyAtAProtectedPage() {
        ApiClient person = signedInByPasskey();
        turn(false);

        ApiClient.Answer page = person.page("user/who", "Accept", "text/html");
        if (page.status() == 303) {
            page = person.page("user/who", "Accept", "text/html");
        }
        assertThat(page.response().body()).isEqualTo("the form");
        assertThat(person.form("j_security_check", BOB).status()).isIn(302, 303);
        assertThat(person.page("user/who", "Accept", "text/html").response().body())
                .isEqualTo("bob true");
    }

    @Test
    void endsSessionsThatBeganWithAPasskeyAlsoWhereTheyWereIdleMeanwhile() {
        ApiClient person = signedInByPasskey();
        ApiClient program = signedInByPasskey();
        turn(false);
        turn(true);

        assertThat(program.get("session").status()).isEqualTo(401);
        assertThat(program.page("who").response().body()).isEqualTo("null false");
        ApiClient.Answer page = person.page("user/who", "Accept", "text/html");
        if (page.status() == 303) {
            page = person.page("user/who", "Accept", "text/html");
        }
        assertThat(page.response().body()).isEqualTo("the form");
        assertThat(person.form("j_security_check", BOB).status()).isIn(302, 303);
        assertThat(person.page("user/who").response().body()).isEqualTo("bob true");
    }

    /** The container's own login knows the sessions of our bridge on Payara, and not on WildFly; ours knows none of the container's. */
    @Test
    void takesThePasswordOfSomebodyWhoSignedInBeforeTheSwitch() {
        turn(true);
        ApiClient person = api();
        signInOn(person);
        turn(false);
        assertThat(person.page("user/who", "Accept", "text/html").response().body())
                .isIn("bob true", "the form");
        signInOn(person);
        turn(true);
        signInOn(person);
    }

    @Test
    void comesBackWithPasskeys() {
        ApiClient again = signedInByPasskey();

        assertThat(again.page("user/who").response().body()).isEqualTo("bob true");
        assertThat(again.get("session").json().path("method").asText()).isEqualTo("passkey");
    }

    private static void signInOn(ApiClient person) {
        if (person.page("user/who", "Accept", "text/html").response().body().equals("the form")) {
            assertThat(person.form("j_security_check", BOB).status()).isIn(302, 303);
        }
        assertThat(person.page("user/who").response().body()).isEqualTo("bob true");
    }

    private ApiClient signedInByPasskey() {
        turn(true);
        ApiClient enrolling = api();
        enrolling.form("j_security_check", BOB);
        SoftAuthenticator device = new SoftAuthenticator();
        assertThat(enrolling.register(device).status()).isEqualTo(201);
        ApiClient client = api();
        assertThat(client.signIn(device).status()).isEqualTo(200);
        return client;
    }

    /** For this application alone; the next requests find it out. */
    private void turn(boolean on) {
        http.post(at("test/switch"), Map.of("key", "passkeys.app.switched.enabled", "value", String.valueOf(on)));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        HttpResponse<String> answer;
        do {
            answer = http.get(at("passkeys/api/session"), "application/json");
        } while ((answer.statusCode() == 503) == on && System.nanoTime() < deadline);
        assertThat(answer.statusCode() == 503).as(answer.body()).isEqualTo(!on);
    }

    private ApiClient api() {
        return new ApiClient(URI.create("http://localhost:" + deployed.getPort() + deployed.getPath()));
    }
}
