// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ee.passkeys.testkit.ApiClient;
import ee.passkeys.testkit.ApiClient.Answer;
import ee.passkeys.testkit.SoftAuthenticator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Operators see and help users; for all others there is nothing. */
@DisplayName("Administration")
class AdminIT extends DemoIT {

    private final String name = "user-" + UUID.randomUUID();

    @Test
    void isNotThereForGuestsAndUsersWhateverTheyAsk() {
        for (ApiClient client : List.of(api(), signedIn("ada", "analytical-engine"))) {
            Answer nothing = client.get("nothing-at-all");
            for (String path : List.of("admin", "admin/users", "admin/users/ada", "admin/nothing", "admin;x=1/users")) {
                for (String method : List.of("GET", "POST", "DELETE", "PUT", "PATCH", "OPTIONS")) {
                    Answer answer = client.send(
                            path, method, "{}", "Content-Type", "application/json", "Origin", client.origin());
                    assertThat(answer.status()).as(method + " " + path).isEqualTo(404);
                    assertThat(answer.response().body())
                            .isEqualTo(nothing.response().body());
                }
            }
        }
    }

    @Test
    void listsAndShowsUsers() {
        newUser();
        Answer list = grace().get("admin/users?prefix=" + name.substring(0, 20) + "&state=with");
        Answer one = grace().get("admin/users/" + name);

        assertThat(list.status()).as(list.response().body()).isEqualTo(200);
        assertThat(list.json().path("users")).hasSize(1);
        assertThat(list.json().path("users").get(0).path("name").asText()).isEqualTo(name);
        assertThat(list.json().path("users").get(0).path("passkeys").asInt()).isEqualTo(1);
        assertThat(one.json().path("passkeys").get(0).path("disabled").asBoolean(true))
                .isFalse();
        assertThat(one.header("Cache-Control")).isEqualTo("no-store");
        assertThat(one.response().body()).doesNotContain("publicKey");
        assertThat(grace().get("admin/users/" + name + "/export").response().body())
                .contains("publicKey");
        assertThat(grace().get("admin/users/nobody-of-that-name").code()).isEqualTo("no-such-user");
        assertThat(grace().get("admin/users?limit=0").code()).isEqualTo("malformed-request");
    }

    @Test
    void disablesAndEnablesPasskeys() {
        SoftAuthenticator phone = newUser();
        ApiClient grace = grace();

        assertThat(grace.post("admin/users/" + name + "/disable", "{}").status())
                .isEqualTo(204);
        assertThat(api().signIn(phone).status()).isEqualTo(401);
        assertThat(grace.post("admin/passkeys/" + passkey() + "/enable", "{}").status())
                .isEqualTo(204);
        assertThat(api().signIn(phone).status()).isEqualTo(200);
    }

    @Test
    void revokesAPasskeyAndForgetsAUser() {
        SoftAuthenticator phone = newUser();
        ApiClient grace = grace();

        assertThat(grace.delete("admin/passkeys/" + passkey()).status()).isEqualTo(204);
        assertThat(api().signIn(phone).status()).isEqualTo(401);
        assertThat(grace.get("admin/users/" + name).json().path("passkeys")).isEmpty();
        assertThat(grace.delete("admin/users/" + name).status()).isEqualTo(204);
        assertThat(grace.get("admin/users/" + name).status()).isEqualTo(404);
    }

    @Test
    void takesNoChangeFromAnotherSite() {
        newUser();
        ApiClient grace = grace();

        for (String[] headers : new String[][] {
            {"Content-Type", "application/json", "Origin", "https://evil.example"},
            {"Content-Type", "text/plain", "Origin", grace.origin()}
        }) {
            assertThat(grace.send("admin/users/" + name + "/disable", "POST", "{}", headers)
                            .status())
                    .isIn(403, 415);
        }
        assertThat(passkeyOf().path("disabled").asBoolean(true)).isFalse();
    }

    @Test
    void takesAConfirmationOfAnOperatorWithAPasskey() {
        newUser();
        ApiClient root = grace();
        SoftAuthenticator key = new SoftAuthenticator();
        assertThat(root.register(key).status()).isEqualTo(201);
        String graces = root.get("credentials").json().path(0).path("id").asText();
        try {
            ApiClient thief = grace();
            Answer refused = thief.post("admin/users/" + name + "/disable", "{}");
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.code()).isEqualTo("step-up-required");
            assertThat(thief.get("admin/users/" + name).status()).isEqualTo(200);

            Answer begun = thief.post("authentication/options", "{\"purpose\":\"step-up\"}");
            ObjectNode confirmed = key.get(begun.json().path("publicKey"), thief.origin());
            assertThat(thief.finish("authentication/verify", begun, confirmed).status())
                    .isEqualTo(200);
            assertThat(thief.post("admin/users/" + name + "/disable", "{}").status())
                    .isEqualTo(204);
        } finally {
            assertThat(root.delete("credentials/" + graces).status()).isEqualTo(204);
        }
    }

    private SoftAuthenticator newUser() {
        SoftAuthenticator phone = new SoftAuthenticator();
        assertThat(api().newAccount(name, phone).status()).isEqualTo(201);
        return phone;
    }

    private String passkey() {
        return passkeyOf().path("id").asText();
    }

    private JsonNode passkeyOf() {
        return grace().get("admin/users/" + name).json().path("passkeys").path(0);
    }

    private ApiClient grace() {
        return signedIn("grace", "nanosecond");
    }

    private ApiClient signedIn(String user, String password) {
        ApiClient client = api();
        assertThat(client.form("login", Map.of("name", user, "password", password))
                        .status())
                .isEqualTo(302);
        return client;
    }

    private ApiClient api() {
        return new ApiClient(base());
    }
}
