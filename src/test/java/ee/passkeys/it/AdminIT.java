// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.openqa.selenium.virtualauthenticator.VirtualAuthenticatorOptions.Transport.INTERNAL;
import static org.openqa.selenium.virtualauthenticator.VirtualAuthenticatorOptions.Transport.USB;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ee.passkeys.testkit.ApiClient;
import ee.passkeys.testkit.ApiClient.Answer;
import ee.passkeys.testkit.Authenticator;
import ee.passkeys.testkit.SoftAuthenticator;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Operators see and help users; for all others there is nothing. */
@DisplayName("Administration")
@Tag("browser")
class AdminIT extends OperatorIT {

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
        assertThat(grace().get("admin/users?state=required-without&prefix=" + name.substring(0, 20))
                        .json()
                        .path("users"))
                .isEmpty();
        assertThat(grace().get("admin/users?state=nonsense").code()).isEqualTo("malformed-request");
        assertThat(grace().get("admin/users/nobody-of-that-name").code()).isEqualTo("no-such-user");
        assertThat(grace().get("admin/users?limit=0").code()).isEqualTo("malformed-request");
    }

    /** Names that come from a directory or another system. In a path, each server makes something else of them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a/b",
                "../b",
                "..",
                "50%",
                "%2e%2f",
                "a;b=c",
                "a b+c",
                "a?b#c",
                "a\\b",
                "Łukasz 李 🙂",
                "-",
                "مريم"
            })
    void helpsUsersOfAnyName(String odd) {
        String whole = odd.length() < 3 ? odd : odd + name;
        ApiClient grace = grace();
        String query = "?name=" + URLEncoder.encode(whole, UTF_8);
        newUser();
        String id = passkey();
        assertThat(rename(grace, name, whole)).isEqualTo(204);

        Answer one = grace.get("admin/users/-" + query);
        assertThat(one.json().path("name").asText()).as(one.response().body()).isEqualTo(whole);
        for (String act : List.of("disable", "enable", "ask-again")) {
            assertThat(grace.post("admin/users/-/" + act + query, "{}").status())
                    .as(act)
                    .isEqualTo(204);
        }
        assertThat(grace.get("admin/users/-/export" + query).json().path("name").asText())
                .isEqualTo(whole);
        assertThat(grace.get("admin/users?prefix=" + URLEncoder.encode(whole, UTF_8))
                        .json()
                        .path("users")
                        .path(0)
                        .path("name")
                        .asText())
                .isEqualTo(whole);
        Answer issued = grace.post("admin/users/-/enrollment-code" + query, "{}");
        assertThat(issued.json().path("link").asText())
                .endsWith("#name=" + URLEncoder.encode(whole, UTF_8).replace("+", "%20") + "&code="
                        + issued.json().path("code").asText());
        assertThat(grace.delete("admin/users/-/enrollment-code" + query).status())
                .isEqualTo(204);
        assertThat(rename(grace, whole, name)).isEqualTo(204);
        assertThat(passkey()).isEqualTo(id);
        assertThat(rename(grace, name, whole)).isEqualTo(204);
        assertThat(grace.delete("admin/users/-/passkeys" + query).status()).isEqualTo(204);
        assertThat(grace.delete("admin/users/-" + query).status()).isEqualTo(204);
        assertThat(grace.get("admin/users/-" + query).code()).isEqualTo("no-such-user");
    }

    /** Whatever a server makes of such a path, it is not another user. */
    @Test
    void takesAPathForTheNameInItOrRefusesIt() {
        newUser();
        ApiClient grace = grace();
        for (String path : List.of(
                name + "%2F..%2F" + name,
                name + "%2Fdisable",
                "x%2F..%2F" + name + "/disable",
                name + "%5C",
                name + "%25/disable",
                "%2E%2E/disable",
                name + "%3Bx/disable")) {
            Answer answer = grace.post("admin/users/" + path, "{}");
            assertThat(answer.status()).as(path).isIn(400, 404, 405);
        }
        for (String path : List.of(name + "%00/disable", "-/disable?name=" + name + "%00")) {
            assertThat(grace.post("admin/users/" + path, "{}").status())
                    .as(path)
                    .isEqualTo(400);
        }
        assertThat(passkeyOf().path("disabled").asBoolean(true)).isFalse();
    }

    @Test
    void countsUsersAndEvents() {
        SoftAuthenticator phone = newUser();
        assertThat(api().signIn(phone).status()).isEqualTo(200);
        Answer figures = grace().get("admin/figures?days=2");

        assertThat(figures.status()).as(figures.response().body()).isEqualTo(200);
        assertThat(figures.json().path("users").path("withPasskey").asInt()).isPositive();
        assertThat(figures.json().path("signIns")).hasSize(2);
        assertThat(figures.json().path("signIns").findValues("passkey"))
                .anySatisfy(count -> assertThat(count.asInt()).isPositive());
        assertThat(grace().get("admin/figures?days=367").code()).isEqualTo("malformed-request");
        assertThat(grace().get("admin/audit/last?user=" + name + "&event=signed-in")
                        .json()
                        .path("entries"))
                .hasSize(1);
        Answer settings = grace().get("admin/settings");
        assertThat(settings.response().body()).contains("passkeys.audit.secret").doesNotContain(SECRET);
        assertThat(settings.json().path("settings"))
                .filteredOn(setting -> setting.has("written"))
                .isNotEmpty()
                .allMatch(setting -> !setting.path("source").asText().isEmpty());
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

    @Test
    void issuesACodeThatLeadsToAPasskeyAndNothingElse() {
        SoftAuthenticator lost = newUser();
        ApiClient grace = grace();
        Answer issued = grace.post("admin/users/" + name + "/enrollment-code", "{}");
        assertThat(issued.status()).as(issued.response().body()).isEqualTo(201);
        String code = issued.json().path("code").asText();
        assertThat(issued.json().path("link").asText())
                .isEqualTo(at("passkeys/recover") + "#name=" + name + "&code=" + code);
        assertThat(grace.get("admin/users/" + name).response().body())
                .contains("\"issuedBy\":\"grace\"")
                .doesNotContain(code);

        ApiClient user = api();
        assertThat(use(user, name, code + "0").code()).isEqualTo("authentication-failed");
        assertThat(use(grace, name, code).status()).isEqualTo(403);
        assertThat(use(user, name, code).json().path("name").asText()).isEqualTo(name);
        assertThat(use(api(), name, code).code()).isEqualTo("authentication-failed");
        for (String path : List.of("session", "credentials", "recovery/codes", "enrollment")) {
            assertThat(user.get(path).status()).as(path).isEqualTo(401);
        }
        assertThat(user.get("admin/users").status()).isEqualTo(404);
        assertThat(user.delete("credentials/" + passkey()).status()).isEqualTo(401);
        assertThat(user.page("user/whoami").response().body()).doesNotContain(name);
        assertThat(api().post("registration/options", "{}").status()).isEqualTo(401);

        SoftAuthenticator phone = new SoftAuthenticator();
        assertThat(user.register(phone).status()).isEqualTo(201);
        assertThat(user.get("session").status()).isEqualTo(401);
        assertThat(user.post("registration/options", "{}").status()).isEqualTo(401);
        assertThat(api().signIn(phone).json().path("name").asText()).isEqualTo(name);
        assertThat(api().signIn(lost).status()).isEqualTo(200);
    }

    @Test
    void recordsWhatUsersAndOperatorsDoInTheAuditTable() {
        SoftAuthenticator phone = newUser();
        assertThat(api().signIn(phone).status()).isEqualTo(200);
        ApiClient grace = grace();
        assertThat(grace.post("admin/users/" + name + "/disable", "{}").status())
                .isEqualTo(204);
        assertThat(api().signIn(phone).status()).isEqualTo(401);

        Answer export = grace.get("admin/audit?since=2026-01-01T00:00:00Z");
        assertThat(export.status()).as(export.response().body()).isEqualTo(200);
        assertThat(export.header("Content-Type")).startsWith("application/x-ndjson");
        List<String> lines = export.response()
                .body()
                .lines()
                .filter(line -> line.contains("\"user\":\"" + name + "\""))
                .toList();
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).contains("\"event\":\"created\",\"actor\":\"" + name + "\"");
        assertThat(lines.get(1))
                .contains("\"event\":\"signed-in\"")
                .contains("\"origin\":\"" + grace.origin() + "\"")
                .containsPattern("\"client\":\"[0-9a-f.:]+\"");
        assertThat(lines.get(2)).contains("\"event\":\"administered\",\"actor\":\"grace\"");
        assertThat(lines.get(3)).contains("\"event\":\"disabled\",\"actor\":\"grace\"");
        JsonNode verified = grace.get("admin/audit/verify").json();
        assertThat(verified.path("intact").asBoolean()).as(verified.toString()).isTrue();
        assertThat(verified.path("rows").asInt()).isGreaterThan(3);
    }

    @Test
    void endsTheSessionOfAPasskeyThatIsDisabled() {
        SoftAuthenticator phone = newUser();
        ApiClient thief = api();
        assertThat(thief.signIn(phone).status()).isEqualTo(200);
        assertThat(thief.get("session").status()).isEqualTo(200);
        assertThat(grace().post("admin/users/" + name + "/disable", "{}").status())
                .isEqualTo(204);

        long deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (thief.get("session").status() == 200) {
            assertThat(System.nanoTime()).as("the session goes on").isLessThan(deadline);
        }
        assertThat(thief.get("credentials").code()).isEqualTo("not-signed-in");
        assertThat(grace().post("admin/users/" + name + "/enable", "{}").status())
                .isEqualTo(204);
        assertThat(thief.signIn(phone).status()).isEqualTo(200);
        assertThat(thief.get("session").status()).isEqualTo(200);
    }

    @Test
    void tellsItsHealthAndItsNumbers() {
        SoftAuthenticator phone = newUser();
        assertThat(api().signIn(phone).status()).isEqualTo(200);
        assertThat(api().get("health").response().body()).isEqualTo("{\"status\":\"UP\"}");
        assertThat(grace().get("health").json().path("reasons").isArray()).isTrue();

        ApiClient monitor = api();
        Answer numbers = monitor.send("metrics", "GET", "", "Authorization", "Bearer " + SECRET);
        assertThat(numbers.status()).as(numbers.response().body()).isEqualTo(200);
        assertThat(numbers.header("Content-Type")).startsWith("text/plain");
        assertThat(numbers.response().body())
                .contains("passkeys_events_total{event=\"signed-in\"} ")
                .contains("passkeys_requests_total{path=\"authentication/verify\",status=\"200\"} ")
                .contains("passkeys_request_seconds_bucket{path=\"authentication/verify\",le=\"0.005\"} ")
                .contains("passkeys_up 1\n")
                .doesNotContain(name);
        assertThat(grace().get("metrics").response().body()).contains("passkeys_database_calls_total ");
        Answer nothing = api().get("nothing-at-all");
        for (Answer refused : List.of(
                api().get("metrics"),
                signedIn("ada", "analytical-engine").get("metrics"),
                api().send("metrics", "GET", "", "Authorization", "Bearer " + SECRET + "x"))) {
            assertThat(refused.status()).isEqualTo(404);
            assertThat(refused.response().body()).isEqualTo(nothing.response().body());
        }
    }

    @Test
    void changesTheRolloutWhileTheApplicationRuns() {
        SoftAuthenticator phone = newUser();
        ApiClient grace = grace();
        String path = "admin/settings/passkeys.rollout";
        for (String wrong : List.of("admin/settings/passkeys.rp.id", "admin/settings/passkeys.admin-role")) {
            assertThat(grace.patch(wrong, "{\"value\":\"x\"}").code()).isEqualTo("malformed-request");
        }
        assertThat(grace.patch(path, "{\"value\":\"anything\"}").code()).isEqualTo("malformed-request");
        assertThat(signedIn("ada", "analytical-engine")
                        .patch(path, "{\"value\":\"off\"}")
                        .status())
                .isEqualTo(404);
        assertThat(api().signIn(phone).status()).isEqualTo(200);

        try {
            assertThat(grace.patch(path, "{\"value\":\"off\"}").status()).isEqualTo(204);
            await(() -> api().signIn(phone).status() != 200, "users sign in");
            assertThat(grace.get("admin/settings").response().body())
                    .contains("\"changed\":{\"value\":\"off\",\"by\":\"grace\"");
        } finally {
            assertThat(grace.delete(path).status()).isEqualTo(204);
        }
        await(() -> api().signIn(phone).status() == 200, "users do not sign in");
        assertThat(grace.get("admin/audit/last?event=setting-changed&limit=2")
                        .json()
                        .path("entries")
                        .findValuesAsText("detail"))
                .containsExactly(
                        "key=passkeys.rollout from=off to=written", "key=passkeys.rollout from=written to=off");
        assertThat(grace.get("admin/audit/last?event=setting-changed&limit=1")
                        .json()
                        .path("entries")
                        .path(0)
                        .path("actor")
                        .asText())
                .isEqualTo("grace");
    }

    private static void await(BooleanSupplier claim, String otherwise) {
        long deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (!claim.getAsBoolean()) {
            assertThat(System.nanoTime()).as(otherwise).isLessThan(deadline);
        }
    }

    @Test
    void tellsTheSameToJmx() {
        assertThat(api().signIn(newUser()).status()).isEqualTo(200);
        List<String> told = api().page("test/jmx").response().body().lines().toList();
        Answer metrics = api().send("metrics", "GET", "", "Authorization", "Bearer " + SECRET);

        assertThat(told.get(0)).isEqualTo("UP");
        assertThat(told)
                .anySatisfy(line -> assertThat(line).matches("passkeys_events_total\\{event=\"signed-in\"} [1-9]\\d*"))
                .contains("passkeys_up 1", "passkeys_database_unavailable 0")
                .noneMatch(line -> line.contains(name));
        assertThat(told.subList(1, told.size()))
                .allSatisfy(line ->
                        assertThat(metrics.response().body()).contains(line.substring(0, line.lastIndexOf(' ') + 1)));
    }

    @Test
    void doesByJmxWhatTheSettingsLetItDo() {
        newUser();

        assertThat(jmx("disable", name)).isEqualTo("1");
        assertThat(passkeyOf().path("disabled").asBoolean()).isTrue();
        assertThat(jmx("enable", name)).isEqualTo("1");
        assertThat(jmx("issueCode", name)).matches("[0-9A-Z-]{26,}");
        assertThat(jmx("withdrawCode", name)).isEqualTo("null");
        assertThat(jmx("disable", "nobody-of-that-name")).startsWith("no-such-user: ");
        assertThat(jmx("changeSetting", "passkeys.rp.id", "evil.example")).startsWith("malformed-request: ");
        assertThat(jmx("revokeAll", name)).isEqualTo("1");
        assertThat(passkeyOf().isMissingNode()).isTrue();
        assertThat(grace().get("admin/audit/last?event=administered&user=" + name)
                        .json()
                        .path("entries")
                        .findValuesAsText("actor"))
                .hasSize(5)
                .containsOnly("JMX");
    }

    private String jmx(String operation, String... given) {
        String form = "do=" + operation
                + Stream.of(given).map(text -> "&with=" + text).collect(joining());
        return api().submit("test/jmx", "application/x-www-form-urlencoded", form)
                .response()
                .body();
    }

    @Test
    void letsUsersKeepRecoveryCodes() {
        SoftAuthenticator phone = newUser();
        ApiClient user = api();
        user.signIn(phone);
        assertThat(user.get("recovery/codes").json().path("left").asInt(-1)).isZero();
        Answer codes = user.post("recovery/codes", "{}");
        assertThat(codes.status()).isEqualTo(201);
        assertThat(codes.json().path("codes")).hasSize(10);

        ApiClient later = api();
        assertThat(use(later, name, codes.json().path("codes").get(2).asText()).status())
                .isEqualTo(200);
        assertThat(later.register(new SoftAuthenticator()).status()).isEqualTo(201);
        assertThat(user.get("recovery/codes").json().path("left").asInt()).isEqualTo(9);
        assertThat(user.get("credentials").json()).hasSize(2);
    }

    @Test
    void letsUsersMakeAndUseRecoveryCodesInTheBrowser() {
        try (Browser browser = new Browser()) {
            Authenticator lost = browser.plugIn(INTERNAL);
            browser.open(at("sign-up"));
            browser.type("#name", name);
            browser.click("[data-passkey='create']");
            browser.arrivesAt(at("user/"));
            browser.open(at("passkeys/"));
            browser.says("[data-passkey='codes-left']", "You have no recovery codes.");
            browser.click("[data-passkey='codes-create']");
            browser.count("[data-passkey='codes-new'] li", 10);
            Gallery gallery = new Gallery(browser);
            gallery.look("my-passkeys-codes");
            String code = browser.text("[data-passkey='codes-new'] li code");
            browser.open(at("passkeys/"));
            browser.says("[data-passkey='codes-left']", "You have 10 recovery codes left.");
            browser.click("[data-passkey='sign-out']");
            browser.see("passkey-list[data-state='signed-out']");

            lost.touched(false);
            browser.plugIn(USB);
            browser.open(at("passkeys/recover"));
            browser.type("#username", name);
            browser.type("#code", code);
            browser.click("[data-passkey='use']");
            browser.says("[data-passkey='who']", name);

            browser.click("passkey-create [data-passkey='create']");
            browser.arrivesAt(at("user/"));
            assertThat(use(api(), name, code).code()).isEqualTo("authentication-failed");
            browser.open(at("passkeys/"));
            browser.says("[data-passkey='codes-left']", "You have 9 recovery codes left.");
            gallery.look("my-passkeys-codes-left");
            gallery.assertAll();
            assertThat(browser.complaints()).noneMatch(line -> line.contains("Content Security Policy"));
        }
    }

    @Test
    void showsThePageBehindTheLinkOfACode() {
        newUser();
        String link = grace().post("admin/users/" + name + "/enrollment-code", "{}")
                .json()
                .path("link")
                .asText();
        try (Browser browser = new Browser()) {
            browser.plugIn(INTERNAL);
            browser.open(URI.create(link));
            Gallery gallery = new Gallery(browser);
            gallery.look("recover");
            browser.click("[data-passkey='use']");
            browser.says("[data-passkey='who']", name);
            gallery.look("recover-ready");
            browser.click("passkey-create [data-passkey='create']");
            browser.see("#login-form, form");
            assertThat(grace().get("admin/users/" + name).json().path("passkeys"))
                    .hasSize(2);
            gallery.assertAll();
            assertThat(browser.complaints()).noneMatch(line -> line.contains("Content Security Policy"));
        }
    }

    private static Answer use(ApiClient client, String name, String code) {
        return client.post("recovery/use", ApiClient.object().put("name", name).put("code", code));
    }

    private static int rename(ApiClient operator, String from, String to) {
        return operator.post(
                        "admin/users/-/rename?name=" + URLEncoder.encode(from, UTF_8),
                        ApiClient.object().put("to", to))
                .status();
    }

    private String passkey() {
        return passkeyOf().path("id").asText();
    }

    private JsonNode passkeyOf() {
        return grace().get("admin/users/" + name).json().path("passkeys").path(0);
    }
}
