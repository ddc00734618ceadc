// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The demo's own sign-in goes on as it would without passkeys. */
class PasswordLoginIT extends DemoIT {

    private static final String ADA = "{\"name\":\"ada\",\"roles\":[\"user\"]}";
    private static final String GRACE = "{\"name\":\"grace\",\"roles\":[\"admin\",\"user\"]}";

    private final Http http = new Http();

    @Test
    void showsThePublicPageToEverybody() {
        assertThat(http.get(base()).statusCode()).isEqualTo(200);
    }

    @Test
    void asksForASignInAndLeadsBackToThePage() {
        HttpResponse<String> login = http.get(at("admin/"));
        assertThat(login.body()).contains("name=\"password\"", "value=\"" + base().getPath() + "admin/\"");
    }

    @Test
    void letsAUserInEverywhereAUserMay() {
        signIn("ada", "analytical-engine");
        assertThat(http.get(at("user/")).statusCode()).isEqualTo(200);
        assertThat(http.get(at("user/whoami")).body()).isEqualTo(ADA);
        assertThat(http.get(at("api/whoami")).body()).isEqualTo(ADA);
        assertThat(http.get(at("api/desk/whoami")).body()).isEqualTo(ADA);
    }

    @Test
    void isNotedWithTheGroupsThatItGave() {
        signIn("grace", "nanosecond");

        assertThat(http.get(at("test/recorded-groups?caller=grace")).body()).isEqualTo("[admin, user]");
    }

    @Test
    void isRecentForATime() {
        signIn("ada", "analytical-engine");
        assertThat(http.postJson(at("passkeys/api/registration/options"), "{}").statusCode())
                .isEqualTo(200);
        for (int i = 0; i < 2; i++) {
            assertThat(http.get(at("test/age")).statusCode()).isEqualTo(200);
            assertThat(http.postJson(at("passkeys/api/registration/options"), "{}")
                            .body())
                    .contains("step-up-required");
        }
        signIn("ada", "analytical-engine");
        assertThat(http.postJson(at("passkeys/api/registration/options"), "{}").statusCode())
                .isEqualTo(200);
    }

    @Test
    void refusesAUserWhatIsForAdministrators() {
        signIn("ada", "analytical-engine");
        assertThat(http.get(at("admin/")).statusCode()).isEqualTo(403);
        assertThat(http.get(at("api/admin")).statusCode()).isEqualTo(403);
        assertThat(http.get(at("api/desk/admin")).statusCode()).isEqualTo(403);
    }

    @Test
    void letsAnAdministratorInEverywhere() {
        signIn("grace", "nanosecond");
        assertThat(http.get(at("admin/")).statusCode()).isEqualTo(200);
        assertThat(http.get(at("api/admin")).body()).isEqualTo(GRACE);
        assertThat(http.get(at("api/desk/admin")).body()).isEqualTo(GRACE);
    }

    @Test
    void refusesAWrongPassword() {
        assertThat(signIn("ada", "difference-engine").statusCode()).isEqualTo(401);
        assertThat(http.get(at("user/whoami")).body()).doesNotContain(ADA);
    }

    @Test
    void asksAgainAfterAWrongPassword() {
        signIn("ada", "difference-engine");
        assertThat(http.get(at("user/?from=mail")).body()).contains("name=\"password\"", "user/?from=mail\"");
    }

    @Test
    void asksSomebodyWhoIsSignedInForThePasswordAllTheSame() {
        signIn("ada", "analytical-engine");
        assertThat(signIn("ada", "difference-engine").statusCode()).isEqualTo(401);
        signIn("ada", "analytical-engine");
        signIn("grace", "nanosecond");
        assertThat(http.get(at("user/whoami")).body()).isEqualTo(GRACE);
    }

    @Test
    void leadsToNoOtherSite() {
        for (String elsewhere :
                List.of("//evil.example/", "https://evil.example/", base().getPath() + "..//evil.example/")) {
            Map<String, String> fields = Map.of("name", "ada", "password", "analytical-engine", "returnTo", elsewhere);
            assertThat(http.post(at("login"), fields).headers().firstValue("Location"))
                    .hasValueSatisfying(location -> assertThat(location).endsWith(base().getPath() + "user/"));
        }
    }

    @Test
    void refusesTheFormOfAnotherSite() {
        Map<String, String> fields = Map.of("name", "ada", "password", "analytical-engine");
        assertThat(http.post(at("login"), fields, "https://evil.example").statusCode())
                .isEqualTo(403);
        assertThat(http.get(at("user/whoami")).body()).doesNotContain(ADA);
    }

    @Test
    void staysSignedOut() {
        signIn("ada", "analytical-engine");
        http.post(at("sign-out"), Map.of());
        assertThat(http.get(at("user/whoami")).body()).doesNotContain(ADA);
        assertThat(http.get(at("passkeys/api/session")).statusCode()).isEqualTo(401);
        assertThat(String.valueOf(http.get(at("api/whoami"), "application/json").statusCode()))
                .isIn(REFUSED);
        assertThat(http.get(at("user/whoami")).body()).contains("<passkey-sign-in");
    }

    @Test
    void makesAnAccountWithAPassword() {
        Map<String, String> fields =
                Map.of("name", "Jean", "displayName", "Jean Bartik", "password", "ballistic-table");
        assertThat(http.post(at("sign-up"), fields).statusCode()).isEqualTo(302);
        assertThat(http.post(at("sign-up"), fields).body()).contains("already in use");
        signIn("jean", "ballistic-table");
        assertThat(http.get(at("user/whoami")).body()).isEqualTo("{\"name\":\"Jean\",\"roles\":[\"user\"]}");
    }

    @Test
    void takesANameOfAnyScript() {
        http.post(at("sign-up"), Map.of("name", "Zo\u00eb \u0416", "displayName", "", "password", "ballistic-table"));
        signIn("Zo\u00eb \u0416", "ballistic-table");
        assertThat(http.get(at("user/whoami")).body()).startsWith("{\"name\":\"Zo\u00eb \u0416\"");
        assertThat(http.get(at("api/whoami")).body()).startsWith("{\"name\":\"Zo\u00eb \u0416\"");
    }

    @Test
    void takesNoNameThatLooksLikeAnother() {
        for (String name : List.of("a\u200bda", "\u202eada", "ad\na", "<b>", "ADA", " ")) {
            Map<String, String> fields = Map.of("name", name, "displayName", "", "password", "ballistic-table");
            assertThat(http.post(at("sign-up"), fields).statusCode()).as(name).isEqualTo(200);
        }
    }

    private HttpResponse<String> signIn(String name, String password) {
        return http.post(at("login"), Map.of("name", name, "password", password));
    }
}
