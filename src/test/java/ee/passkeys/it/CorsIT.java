// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.testkit.ApiClient;
import ee.passkeys.testkit.Installed;
import ee.passkeys.testkit.OldApplication;
import ee.passkeys.testkit.SoftAuthenticator;
import java.net.URI;
import java.net.URL;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The application protects every path, so that nothing but the endpoints answers a guest. */
@ExtendWith(ArquillianExtension.class)
@DisplayName("An application with a front end of another origin")
@Tag("server")
class CorsIT {

    private static final String FRONT_END = "http://localhost:3000";
    private static final String OTHER = "http://localhost:3001";
    private static final List<String> OURS = List.of(
            "access-control-allow-origin",
            "access-control-allow-credentials",
            "access-control-allow-methods",
            "access-control-allow-headers",
            "access-control-max-age",
            "access-control-expose-headers");

    @ArquillianResource
    private URL deployed;

    @Deployment(testable = false)
    static WebArchive oldApplication() {
        return Installed.into(OldApplication.withNothingOpen("cors.war", "")
                .addAsResource(
                        new StringAsset("passkeys.cors.origins=" + FRONT_END + "\n"),
                        "META-INF/microprofile-config.properties"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"authentication/options", "credentials/abc", "session", "nothing/here"})
    void answersWhatTheBrowserOfTheFrontEndAsksBeforehand(String path) {
        ApiClient.Answer answer = preflight(path, FRONT_END);

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(FRONT_END);
        assertThat(answer.header("Access-Control-Allow-Credentials")).isEqualTo("true");
        assertThat(answer.header("Access-Control-Allow-Methods")).isEqualTo("GET, POST, PATCH, DELETE");
        assertThat(answer.header("Access-Control-Allow-Headers")).isEqualTo("Content-Type, Authorization, DPoP");
        assertThat(answer.header("Access-Control-Max-Age")).isEqualTo("600");
        assertThat(answer.response().headers().allValues("Vary")).contains("Origin");
        assertThat(answer.response().headers().allValues("Access-Control-Allow-Origin"))
                .hasSize(1);
    }

    @Test
    void letsTheFrontEndReadAnswersAndProblems() {
        ApiClient client = from(FRONT_END);
        ApiClient.Answer begun = client.post("authentication/options", "{}");
        ApiClient.Answer problem = client.send("session", "GET", "", "Origin", FRONT_END);

        assertThat(begun.status()).isEqualTo(200);
        assertThat(problem.code()).isEqualTo("not-signed-in");
        for (ApiClient.Answer answer : List.of(begun, problem)) {
            assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(FRONT_END);
            assertThat(answer.header("Access-Control-Allow-Credentials")).isEqualTo("true");
            assertThat(answer.response().headers().allValues("Vary")).contains("Origin");
        }
    }

    @Test
    void signsTheUserOfTheFrontEndInWithItsCookies() {
        SoftAuthenticator phone = new SoftAuthenticator();
        ApiClient enrolling = from(FRONT_END);
        enrolling.formLogin("bob", "four-candles");
        assertThat(enrolling.register(phone).status()).isEqualTo(201);

        ApiClient client = from(FRONT_END);
        assertThat(client.signIn(phone).status()).isEqualTo(200);

        ApiClient.Answer session = client.send("session", "GET", "", "Origin", FRONT_END);
        assertThat(session.json().path("name").asText()).isEqualTo("bob");
        assertThat(session.header("Access-Control-Allow-Origin")).isEqualTo(FRONT_END);
    }

    @Test
    void keepsTheCookieOfACeremonyWithinItsSite() {
        assertThat(from(FRONT_END)
                        .post("authentication/options", "{}")
                        .response()
                        .headers()
                        .allValues("Set-Cookie"))
                .filteredOn(cookie -> cookie.startsWith("passkeys-binding-"))
                .singleElement()
                .asString()
                .endsWith("; Path=/; HttpOnly; SameSite=Lax");
    }

    @ParameterizedTest
    @ValueSource(strings = {OTHER, "https://evil.example", "null"})
    void tellsOtherOriginsNothing(String origin) {
        ApiClient.Answer plain = from(origin).send("session", "GET", "");

        for (ApiClient.Answer answer : List.of(
                preflight("authentication/options", origin),
                from(origin).send("session", "GET", "", "Origin", origin),
                from(origin).post("authentication/options", "{}"))) {
            assertHasNone(answer);
        }
        assertThat(from(origin).send("session", "GET", "", "Origin", origin).status())
                .isEqualTo(plain.status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"passkeys/login", "passkeys/passkeys.js", "passkeys/texts/de.json", "who", "passkeys/apix", ""})
    void tellsTheFrontEndNothingOfOtherPaths(String path) {
        assertHasNone(from(FRONT_END).page(path, "Origin", FRONT_END));
    }

    private static void assertHasNone(ApiClient.Answer answer) {
        assertThat(answer.response().headers().map().keySet().stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet()))
                .doesNotContainAnyElementsOf(OURS);
    }

    private ApiClient.Answer preflight(String path, String origin) {
        return from(origin)
                .send(
                        path,
                        "OPTIONS",
                        "",
                        "Origin",
                        origin,
                        "Access-Control-Request-Method",
                        "POST",
                        "Access-Control-Request-Headers",
                        "content-type");
    }

    private ApiClient from(String origin) {
        return ApiClient.from(origin, URI.create("http://localhost:" + deployed.getPort() + deployed.getPath()));
    }
}
