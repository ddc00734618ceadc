// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import static ee.passkeys.testkit.ApiClient.answer;
import static ee.passkeys.testkit.ApiClient.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ee.passkeys.testkit.ApiClient;
import ee.passkeys.testkit.ApiClient.Answer;
import ee.passkeys.testkit.KeyKind;
import ee.passkeys.testkit.SoftAuthenticator;
import ee.passkeys.testkit.Tampering;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The wire contract, spoken without a browser. */
@DisplayName("The JSON API")
class ApiIT extends DemoIT {

    private final SoftAuthenticator phone = new SoftAuthenticator();

    @ParameterizedTest
    @EnumSource(names = {"ES256", "EDDSA", "RS256"})
    void makesAnAccountWithAPasskeyAndSignsInWithItAgain(KeyKind kind) {
        ApiClient api = api();
        String name = name();
        SoftAuthenticator key = new SoftAuthenticator(kind);

        Answer made = api.newAccount(name, key);

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Location"))
                .endsWith("/passkeys/api/credentials/" + made.json().path("id").asText());
        assertThat(made.json().path("transports")).extracting(JsonNode::asText).containsExactly("hybrid", "internal");
        assertCallerIs(api, name, "[\"user\"]");

        assertThat(api.delete("session").status()).isEqualTo(204);
        assertThat(api.get("session").code()).isEqualTo("not-signed-in");

        Answer signedIn = api.signIn(key);
        assertThat(signedIn.status()).isEqualTo(200);
        assertThat(signedIn.json().path("name").asText()).isEqualTo(name);
        assertThat(signedIn.json().path("returnTo").asText()).isEqualTo("./user/");
        assertCallerIs(api, name, "[\"user\"]");
        assertThat(api.page("admin/").status()).isEqualTo(403);
    }

    @Test
    void givesAPasswordUserTheSameNameAndRolesByPasskey() {
        ApiClient api = api();
        passwordLogin(api, "grace", "nanosecond");
        assertCallerIs(api, "grace", "[\"admin\",\"user\"]");
        assertThat(api.get("session").json().path("method").asText()).isEqualTo("password");
        Answer registered = api.register(phone);
        assertThat(registered.status()).isEqualTo(201);

        ApiClient elsewhere = api();
        assertThat(elsewhere.signIn(phone).status()).isEqualTo(200);

        assertCallerIs(elsewhere, "grace", "[\"admin\",\"user\"]");
        assertThat(elsewhere.page("admin/").status()).isEqualTo(200);
        JsonNode session = elsewhere.get("session").json();
        assertThat(session.path("method").asText()).isEqualTo("passkey");
        assertThat(session.path("passkeyVerifiedAt").asText())
                .isEqualTo(session.path("authenticatedAt").asText());

        // All test classes share one server, and others want this account as it was.
        String id = registered.json().path("id").asText();
        assertThat(elsewhere.delete("credentials/" + id).status()).isEqualTo(204);
    }

    /** Some containers add the groups of their own realm to every caller of a name; a descriptor gives {@code chief} a role. */
    @ParameterizedTest
    @ValueSource(strings = {"ann", "root", "chief"})
    void givesNoVisitorANameThatMeansSomebody(String name) {
        Answer refused = api().post("registration/options", object().put("name", name));

        assertThat(refused.code()).isEqualTo("name-taken");
    }

    @Test
    void hintsAtTheAuthenticatorsOfTheCall() {
        String body = "{\"name\":\"" + name() + "\",\"hints\":[\"hybrid\"]}";

        for (String ceremony : List.of("registration/options", "authentication/options")) {
            assertThat(api().post(ceremony, body).json().path("publicKey").path("hints"))
                    .as(ceremony)
                    .hasToString("[\"hybrid\"]");
        }
    }

    @Test
    void hasNoTokensUnlessTheSettingsSaySo() {
        ApiClient api = api();

        assertThat(api.post("token", "{\"grant_type\":\"refresh_token\",\"refresh_token\":\"x\"}")
                        .status())
                .isEqualTo(404);
        assertThat(api.post("token/revoke", "{\"token\":\"x\"}").status()).isEqualTo(404);
        assertThat(api.get("jwks.json").status()).isEqualTo(404);
        assertThat(api.post("authentication/options", "{\"purpose\":\"token\"}").status())
                .isEqualTo(404);
    }

    @Test
    void changesTheSessionIdAtEverySignIn() {
        ApiClient api = api();
        api.newAccount(name(), phone);
        String first = api.cookie("JSESSIONID");
        api.signIn(phone);
        String second = api.cookie("JSESSIONID");
        stepUp(api, phone);
        String third = api.cookie("JSESSIONID");

        assertThat(List.of(first, second, third)).doesNotHaveDuplicates().doesNotContain("");
    }

    @Test
    void confirmsTheCallerWithoutSigningAnybodyIn() {
        ApiClient api = api();
        String name = name();
        api.newAccount(name, phone);

        assertThat(stepUp(api, phone).status()).isEqualTo(200);

        assertCallerIs(api, name, "[\"user\"]");
        assertThat(api().post("authentication/options", "{\"purpose\":\"step-up\"}")
                        .code())
                .isEqualTo("not-signed-in");
    }

    @Test
    void leavesTheCallerSignedInWhenAnotherPasskeyIsRefused() {
        ApiClient api = api();
        String name = name();
        api.newAccount(name, phone);

        Answer refused = api.signIn(phone.tampering(Tampering.ofSignature(signature -> new byte[] {1})));

        assertThat(refused.code()).isEqualTo("authentication-failed");
        assertCallerIs(api, name, "[\"user\"]");
    }

    @Test
    void listsRenamesAndRemovesTheCallersPasskeys() {
        ApiClient api = api();
        api.newAccount(name(), phone);
        SoftAuthenticator second = new SoftAuthenticator();
        String id = api.register(second).json().path("id").asText();

        assertThat(api.get("credentials").json()).hasSize(2);
        Answer renamed = api.patch("credentials/" + id, "{\"label\":\"<b>Key</b> & ring\"}");
        assertThat(renamed.status()).isEqualTo(200);
        assertThat(renamed.json().path("label").asText()).isEqualTo("<b>Key</b> & ring");
        assertThat(api.delete("credentials/" + id).status()).isEqualTo(204);
        assertThat(api.get("credentials").json()).hasSize(1);

        Answer gone = api().signIn(second);
        assertThat(gone.code()).isEqualTo("authentication-failed");
        assertThat(gone.json().path("unknownCredential").asBoolean()).isTrue();
    }

    @Test
    void doesNotShowOrChangeWhatIsSomebodyElses() {
        ApiClient api = api();
        String id = api.newAccount(name(), phone).json().path("id").asText();
        ApiClient stranger = api();
        stranger.newAccount(name(), new SoftAuthenticator());

        assertThat(stranger.get("credentials").json()).hasSize(1);
        assertThat(stranger.patch("credentials/" + id, "{\"label\":\"mine\"}").code())
                .isEqualTo("no-such-passkey");
        assertThat(stranger.delete("credentials/" + id).code()).isEqualTo("no-such-passkey");
        assertThat(api.get("credentials").json().get(0).path("label").asText()).isEqualTo("Passkey");
    }

    @Test
    void keepsTheLastPasskeyOfAnAccountWithoutPassword() {
        ApiClient api = api();
        String id = api.newAccount(name(), phone).json().path("id").asText();

        Answer refused = api.delete("credentials/" + id);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("last-credential");
    }

    @Test
    void isUsedByNobodyWhoIsNotSignedIn() {
        ApiClient api = api();

        for (Answer answer : List.of(
                api.get("session"),
                api.get("credentials"),
                api.delete("session"),
                api.delete("credentials/AAAA"),
                api.patch("credentials/AAAA", "{\"label\":\"x\"}"),
                api.post("registration/options", "{}"))) {
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.code()).isEqualTo("not-signed-in");
            assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        }
    }

    @Test
    void letsEachOfSeveralTabsFinishThatOpenedTogether() {
        ApiClient api = api();
        api.newAccount(name(), phone);
        List<Answer> begun =
                List.of(api().post("authentication/options", "{}"), api().post("authentication/options", "{}"));
        String cookies = begun.stream()
                .map(answer -> answer.header("Set-Cookie").split(";", 2)[0])
                .collect(Collectors.joining("; "));

        for (Answer tab : begun) {
            ObjectNode credential = phone.get(tab.json().path("publicKey"), api.origin());
            Answer finished = api().send(
                            "authentication/verify",
                            "POST",
                            answer(tab, credential).toString(),
                            "Content-Type",
                            "application/json",
                            "Origin",
                            api.origin(),
                            "Cookie",
                            cookies);
            assertThat(finished.status()).isEqualTo(200);
        }
    }

    @Test
    void leavesNothingBehindForVisitorsWhoOnlyAsk() {
        ApiClient watcher = api();
        JsonNode before = watcher.page("test/tables").json();
        ApiClient visitor = api();

        for (int i = 0; i < 200; i++) {
            assertThat(visitor.post("authentication/options", "{}").status()).isEqualTo(200);
        }
        visitor.post("authentication/options", "{\"name\":\"nobody-" + name() + "\"}");
        visitor.post("registration/options", "{\"name\":\"" + name() + "\"}");

        assertThat(watcher.page("test/tables").json()).isEqualTo(before);
        assertThat(visitor.cookieNames()).singleElement().asString().startsWith("passkeys-binding-");
    }

    @Test
    void givesAnUnknownNameTheSameAnswerAsAKnownOne() {
        ApiClient api = api();
        String name = name();
        api.newAccount(name, phone);
        String unknown = name();

        Answer real = api().post("authentication/options", object().put("name", name));
        Answer first = api().post("authentication/options", object().put("name", unknown));
        Answer second = api().post("authentication/options", object().put("name", unknown));

        assertThat(first.status()).isEqualTo(real.status());
        assertThat(first.json().path("publicKey").path("allowCredentials"))
                .isNotEmpty()
                .isEqualTo(second.json().path("publicKey").path("allowCredentials"));
    }

    @Test
    void acceptsAnAnswerOnceWhicheverOfManyComesFirst() throws Exception {
        ApiClient api = api();
        api.newAccount(name(), phone);
        api.delete("session");
        Answer begun = api.post("authentication/options", "{}");
        ObjectNode body = answer(begun, phone.get(begun.json().path("publicKey"), api.origin()));
        Callable<Integer> attempt =
                () -> api.post("authentication/verify", body).status();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Integer> statuses = new ArrayList<>();
        try {
            for (Future<Integer> status : threads.invokeAll(Collections.nCopies(40, attempt))) {
                statuses.add(status.get());
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(statuses).filteredOn(status -> status == 200).hasSize(1);
        // Who waits for the winner longer than the database lets anybody wait is asked to come back.
        assertThat(statuses)
                .filteredOn(status -> status != 200)
                .isSubsetOf(410, 503)
                .contains(410);
    }

    @Test
    void keepsManyCallersApartWhoSignInAtOnce() throws Exception {
        List<Callable<Boolean>> callers = IntStream.range(0, 24)
                .<Callable<Boolean>>mapToObj(i -> () -> {
                    ApiClient api = api();
                    String name = name();
                    SoftAuthenticator key = new SoftAuthenticator();
                    api.newAccount(name, key);
                    api.delete("session");
                    api.signIn(key);
                    return api.page("api/whoami").json().path("name").asText().equals(name);
                })
                .toList();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (Future<Boolean> right : threads.invokeAll(callers)) {
                assertThat(right.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"name\":1}"})
    void refusesABodyThatMakesNoSense(String body) {
        Answer refused = api().post("authentication/options", body);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("malformed-request");
        assertIsClean(refused);
    }

    @Test
    void refusesBodiesBeyond64Kib() {
        Answer refused = api().post("authentication/verify", "{\"x\":\"" + "a".repeat(64 * 1024) + "\"}");

        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.code()).isEqualTo("request-too-large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "*/*"})
    void takesJsonOnly(String type) {
        Answer refused = api().send("authentication/options", "POST", "{}", "Content-Type", type);

        assertThat(refused.status()).isEqualTo(415);
        assertThat(refused.code()).isEqualTo("unsupported-media-type");
    }

    @ParameterizedTest
    @CsvSource({"Origin, https://evil.example", "Sec-Fetch-Site, cross-site"})
    void refusesCallsOfOtherSites(String header, String value) {
        for (String path : List.of("authentication/options", "authentication/verify", "registration/options")) {
            Answer refused = api().send(path, "POST", "{}", "Content-Type", "application/json", header, value);

            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.code()).isEqualTo("foreign-origin");
            assertThat(refused.json().path("detail").asText())
                    .isEqualTo("The origin of the request is not allowed to use passkeys.");
            assertThat(refused.header("Access-Control-Allow-Origin")).isEmpty();
        }
    }

    @Test
    void servesAppsThatDoNotSayWhereTheyAre() {
        Answer begun = api().send("authentication/options", "POST", "{}", "Content-Type", "application/json");

        assertThat(begun.status()).isEqualTo(200);
    }

    @Test
    void refusesAnswersToACeremonyThatIsOverOrAnothers() {
        ApiClient api = api();
        api.newAccount(name(), phone);
        Answer begun = api.post("authentication/options", "{}");
        ObjectNode credential = phone.get(begun.json().path("publicKey"), api.origin());

        assertThat(api().finish("authentication/verify", begun, credential).code())
                .isEqualTo("malformed-request");
        assertThat(api.finish("authentication/verify", begun, credential).status())
                .isEqualTo(200);
        Answer replayed = api.finish("authentication/verify", begun, credential);
        assertThat(replayed.status()).isEqualTo(410);
        assertThat(replayed.code()).isEqualTo("ceremony-spent");
    }

    @Test
    void refusesToGiveANameTwice() {
        String name = name();
        api().newAccount(name, phone);

        Answer refused = api().post("registration/options", object().put("name", name));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("name-taken");
    }

    @Test
    void asksForPatienceWhenOneNameIsAskedForTooOften() {
        ApiClient api = api();
        ObjectNode body = object().put("name", name());
        Answer answer = api.post("authentication/options", body);
        for (int i = 0; i < 30 && answer.status() == 200; i++) {
            answer = api.post("authentication/options", body);
        }

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.code()).isEqualTo("too-many-requests");
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 60);
        assertThat(api.post("authentication/options", "{}").status()).isEqualTo(200);
    }

    @Test
    void saysThatTheFaultIsOursWhenTheDatabaseFailsInMidCeremonyAndLosesNothing() {
        ApiClient api = api();
        api.newAccount(name(), phone);
        api.delete("session");
        Answer begun = api.post("authentication/options", "{}");
        ObjectNode credential = phone.get(begun.json().path("publicKey"), api.origin());
        Http http = new Http();
        http.post(at("test/tables"), Map.of("from", "PASSKEY", "to", "PASSKEY_AWAY"));
        try {
            Answer fault = api.finish("authentication/verify", begun, credential);

            assertThat(fault.status()).isEqualTo(503);
            assertThat(fault.code()).isEqualTo("temporarily-unavailable");
            assertThat(fault.header("Retry-After")).isNotEmpty();
            assertIsClean(fault);
            assertThat(api.get("session").status()).isEqualTo(401);
            assertThat(new Http().get(base()).statusCode()).isEqualTo(200);
        } finally {
            http.post(at("test/tables"), Map.of("from", "PASSKEY_AWAY", "to", "PASSKEY"));
        }

        assertThat(api.finish("authentication/verify", begun, credential).status())
                .isEqualTo(200);
    }

    @Test
    void leadsNowhereButIntoTheApplication() {
        ApiClient api = api();
        api.newAccount(name(), phone);
        Answer begun = api.post("authentication/options", "{}");

        Answer signedIn = api.post(
                "authentication/verify",
                answer(begun, phone.get(begun.json().path("publicKey"), api.origin()))
                        .put("returnTo", "https://evil.example/"));

        assertThat(signedIn.json().path("returnTo").asText()).isEqualTo("./user/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"webauthn", "passkey-endpoints", "assetlinks.json", "apple-app-site-association"})
    void servesTheWellKnownFilesOnlyAtTheRootOfTheHost(String file) {
        boolean atRoot = base().getPath().equals("/");

        Answer answer = api().page("/.well-known/" + file);

        assertThat(answer.status()).isEqualTo(atRoot ? 200 : 404);
    }

    @Test
    void hasNoEndpointsButThoseOfTheContract() {
        for (String path : List.of("application.wadl", "", "credentials/AAAA/x", "passkeys", "doctor", "../whoami")) {
            assertThat(api().get(path).status()).as(path).isIn(401, 403, 404, 405);
        }
        // The host's own JAX-RS application may have found our classes; it must not serve them past our gate.
        assertThat(api().page("api/session").status()).isEqualTo(404);
        assertThat(api().page("api/credentials").status()).isEqualTo(404);
        // Nor may they take a path there at which the application could have a resource of its own.
        assertThat(api().page("api/authentication/options").status()).isEqualTo(404);
        assertThat(api().page("api/passkeys/api/session").status()).isEqualTo(404);
    }

    private static void assertIsClean(Answer problem) {
        assertThat(problem.header("Content-Type")).startsWith("application/problem+json");
        assertThat(problem.response().body()).doesNotContain("Exception", "ee.passkeys", "jackson", "\tat ", "yubico");
    }

    private static void assertCallerIs(ApiClient api, String name, String roles) {
        String expected = "{\"name\":\"" + name + "\",\"roles\":" + roles + "}";
        assertThat(api.page("user/whoami").response().body()).as("servlet").isEqualTo(expected);
        assertThat(api.page("api/whoami").response().body()).as("JAX-RS").isEqualTo(expected);
        assertThat(api.page("api/desk/whoami").response().body()).as("EJB").isEqualTo(expected);
    }

    private static Answer stepUp(ApiClient api, SoftAuthenticator authenticator) {
        Answer begun = api.post("authentication/options", "{\"purpose\":\"step-up\"}");
        return api.finish(
                "authentication/verify", begun, authenticator.get(begun.json().path("publicKey"), api.origin()));
    }

    private void passwordLogin(ApiClient api, String name, String password) {
        assertThat(api.form("login", Map.of("name", name, "password", password)).status())
                .isEqualTo(302);
    }

    private ApiClient api() {
        return new ApiClient(URI.create(base().toString()));
    }

    private static String name() {
        return "u" + UUID.randomUUID().toString().substring(0, 12);
    }
}
