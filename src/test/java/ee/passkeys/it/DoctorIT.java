// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import ee.passkeys.testkit.ApiClient.Answer;
import org.junit.jupiter.api.Test;

/** The doctor tells administrators, and nobody else, the truth about the server that it runs on. */
class DoctorIT extends OperatorIT {

    @Test
    void tellsNothingToGuests() {
        Answer answer = api().get("doctor");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("not-signed-in");
        assertThat(answer.response().body()).doesNotContain("checks");
    }

    @Test
    void isNotThereForUsers() {
        Answer answer = signedIn("ada", "analytical-engine").get("doctor");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.response().body()).doesNotContain("checks");
    }

    @Test
    void tellsAdministratorsHowItIs() {
        Answer answer = grace().get("doctor");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        for (String check : new String[] {
            "mechanism", "login", "endpoints", "groups", "accounts", "origin", "https", "tables", "jpa-provider"
        }) {
            assertThat(state(answer, check)).as(answer.response().body()).isEqualTo("fine");
        }
        assertThat(check(answer, "groups").path("finding").asText()).contains("identity stores");
        assertThat(check(answer, "data-source").path("finding").asText()).contains("H2");
        assertThat(state(answer, "well-known-files")).isEqualTo(base().getPath().equals("/") ? "fine" : "note");
    }

    @Test
    void saysWhatIsWrongAndTheCommandThatCuresIt() {
        Answer answer = grace().get("doctor");

        JsonNode rpId = check(answer, "rp-id");
        assertThat(rpId.path("state").asText()).isEqualTo("wrong");
        assertThat(rpId.path("cure").get(0).asText() + rpId.path("cure").path(1).asText())
                .contains("passkeys.rp.id", "example.com")
                .matches("(?s).*(/system-property=|set-config-property).*");
    }

    @Test
    void seesThatAProxyIsNotHeard() {
        Answer answer = grace().page(
                        "passkeys/api/doctor", "X-Forwarded-Proto", "https", "X-Forwarded-Host", "shop.example.com");

        assertThat(state(answer, "https")).as(answer.response().body()).isEqualTo("wrong");
        assertThat(check(answer, "https").path("cure").toString())
                .containsPattern("proxy-address-forwarding|scheme-mapping");
        assertThat(check(answer, "origin").path("finding").asText()).contains("https://shop.example.com");
    }

    @Test
    void canBeReadByPeople() {
        Answer answer = grace().page("passkeys/api/doctor", "Accept", "text/plain");

        assertThat(answer.header("Content-Type")).startsWith("text/plain");
        assertThat(answer.response().body()).contains("fine    mechanism: ", "wrong   rp-id: ", "\n        ");
    }

    private static String state(Answer answer, String check) {
        return check(answer, check).path("state").asText();
    }

    private static JsonNode check(Answer answer, String name) {
        for (JsonNode check : answer.json().path("checks")) {
            if (check.path("check").asText().equals(name)) {
                return check;
            }
        }
        throw new AssertionError(name + " is not in " + answer.response().body());
    }
}
