// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ee.passkeys.testkit.ApiClient;
import ee.passkeys.testkit.ApiClient.Answer;
import ee.passkeys.testkit.SoftAuthenticator;
import java.net.URI;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ArquillianExtension.class)
@Tag("server")
@DisplayName("Every operation of the OpenAPI description")
class OpenApiIT {

    private static final String SETTINGS = """
            passkeys.registration=open
            passkeys.login-page=/login
            passkeys.home=/user/
            passkeys.admin-role=admin
            passkeys.recovery-codes=on
            passkeys.enrollment=page
            passkeys.enrollment-code.approvals=2
            passkeys.tokens=on
            passkeys.metrics=on
            passkeys.audit.secret=%s
            """.formatted(DemoIT.SECRET);

    @ArquillianResource
    private URL deployed;

    private final ApiDescription description = ApiDescription.ofTheJar();
    private final SoftAuthenticator phone = new SoftAuthenticator();
    private final String name = "user-" + UUID.randomUUID();
    private final Set<String> answered = new TreeSet<>();
    private final List<String> faults = new ArrayList<>();

    @Deployment(testable = false)
    static WebArchive demo() {
        return DemoIT.named(OneServer.BESIDE + "described.war")
                .addClass(SecondAdministrator.class)
                .addAsResource(new StringAsset(SETTINGS), "META-INF/microprofile-config.properties");
    }

    @AfterEach
    void isAsDescribed() {
        assertThat(faults).isEmpty();
    }

    @Test
    void answersAsDescribed() {
        ApiClient user = client();
        String id = signsUp(user);
        managesPasskeys(user, id);
        signsIn();
        takesTokens();
        ApiClient grace = operator("grace");
        watches(grace);
        changesSettings(grace);
        helpsTheUser(grace, id);

        assertThat(answered).isEqualTo(description.operations());
    }

    @Test
    void refusesAsDescribed() {
        ApiClient guest = client();
        for (String operation : description.operations()) {
            String[] words = operation
                    .replace("{id}", "AQIDBA")
                    .replace("{name}", "ada")
                    .replace("{key}", "passkeys.rollout")
                    .split(" ");
            refused(guest, operation, words, "{\"unknown\":1}", "Content-Type", "application/json");
            if (!words[0].equals("GET")) {
                refused(guest, operation, words, "{}", "Content-Type", "text/plain");
                refused(
                        guest,
                        operation,
                        words,
                        "{}",
                        "Content-Type",
                        "application/json",
                        "Origin",
                        "https://evil.example");
            }
        }
    }

    private void refused(ApiClient guest, String operation, String[] words, String body, String... headers) {
        // Some servers refuse a body of these methods.
        boolean plain = words[0].equals("GET") || words[0].equals("DELETE");
        Answer answer = guest.send(words[1], words[0], plain ? "" : body, headers);
        noteFaults(operation, description.faultsOfAnswer(operation, answer.response()));
    }

    private String signsUp(ApiClient user) {
        Answer begun =
                call(user, "POST registration/options", ApiClient.object().put("name", name));
        Answer made = call(
                user,
                "POST registration/verify",
                ApiClient.answer(begun, phone.create(begun.json().path("publicKey"), user.origin())));
        assertThat(made.status()).isEqualTo(201);
        return made.json().path("id").asText();
    }

    private void managesPasskeys(ApiClient user, String id) {
        call(user, "GET session");
        call(user, "GET credentials");
        call(user, "PATCH credentials/{id}", ApiClient.object().put("label", "Phone"), id);
        call(user, "GET enrollment");
        call(user, "POST enrollment", ApiClient.object().put("answer", "later"));
        call(user, "POST recovery/codes", ApiClient.object());
        call(user, "GET recovery/codes");
        String second = user.register(new SoftAuthenticator()).json().path("id").asText();
        call(user, "DELETE credentials/{id}", "", second);
        call(user, "DELETE session");
    }

    private void signsIn() {
        ApiClient user = client();
        Answer begun = call(user, "POST authentication/options", ApiClient.object());
        call(
                user,
                "POST authentication/verify",
                ApiClient.answer(begun, phone.get(begun.json().path("publicKey"), user.origin())));
    }

    private void takesTokens() {
        ApiClient app = client();
        Answer begun =
                call(app, "POST authentication/options", ApiClient.object().put("purpose", "token"));
        Answer tokens = call(
                app,
                "POST token",
                ApiClient.answer(begun, phone.get(begun.json().path("publicKey"), app.origin())));
        Answer next = call(app, "POST token", refresh(tokens));
        call(app, "GET jwks.json");
        call(
                app,
                "POST token/revoke",
                ApiClient.object()
                        .put("token", next.json().path("refresh_token").asText()));
    }

    private static ObjectNode refresh(Answer tokens) {
        return ApiClient.object()
                .put("grant_type", "refresh_token")
                .put("refresh_token", tokens.json().path("refresh_token").asText());
    }

    private void watches(ApiClient grace) {
        for (String path : List.of(
                "doctor",
                "health",
                "metrics",
                "admin/figures",
                "admin/audit",
                "admin/audit/last",
                "admin/audit/verify",
                "admin/users",
                "admin/settings",
                "admin/enrollment-codes")) {
            call(grace, "GET " + path);
        }
    }

    private void changesSettings(ApiClient grace) {
        call(grace, "PATCH admin/settings/{key}", ApiClient.object().put("value", "offer"), "passkeys.rollout");
        call(grace, "GET admin/settings");
        call(grace, "DELETE admin/settings/{key}", "", "passkeys.rollout");
    }

    private void helpsTheUser(ApiClient grace, String id) {
        for (String act : List.of("disable", "enable")) {
            call(grace, "POST admin/users/{name}/" + act, ApiClient.object(), name);
            call(grace, "POST admin/passkeys/{id}/" + act, ApiClient.object(), id);
        }
        call(grace, "POST admin/users/{name}/ask-again", ApiClient.object(), name);
        call(grace, "GET admin/users/{name}", "", name);
        call(grace, "GET admin/users/{name}/export", "", name);
        issuesCodes(grace);
        call(grace, "DELETE admin/passkeys/{id}", "", id);
        call(grace, "DELETE admin/users/{name}/passkeys", "", name);
        String renamed = name + "-renamed";
        call(grace, "POST admin/users/{name}/rename", ApiClient.object().put("to", renamed), name);
        call(grace, "DELETE admin/users/{name}", "", renamed);
    }

    private void issuesCodes(ApiClient grace) {
        call(grace, "POST admin/users/{name}/enrollment-code", ApiClient.object(), name);
        call(grace, "DELETE admin/users/{name}/enrollment-code", "", name);
        String code = call(grace, "POST admin/users/{name}/enrollment-code", ApiClient.object(), name)
                .json()
                .path("code")
                .asText();
        call(grace, "GET admin/enrollment-codes");
        call(operator("edith"), "POST admin/users/{name}/enrollment-code/approve", ApiClient.object(), name);
        call(client(), "POST recovery/use", ApiClient.object().put("name", name).put("code", code));
    }

    private Answer call(ApiClient client, String operation) {
        return call(client, operation, "");
    }

    private Answer call(ApiClient client, String operation, ObjectNode body, String... parameter) {
        return call(client, operation, body.toString(), parameter);
    }

    /** Sends a request that is to succeed. */
    private Answer call(ApiClient client, String operation, String body, String... parameter) {
        String[] words = operation.split(" ");
        String path = parameter.length == 0 ? words[1] : words[1].replaceFirst("\\{\\w+}", parameter[0]);
        Answer answer =
                client.send(path, words[0], body, "Content-Type", "application/json", "Origin", client.origin());
        assertThat(answer.status())
                .as(operation + " " + answer.response().body())
                .isBetween(200, 299);
        noteFaults(operation, description.faultsOfRequest(operation, body));
        noteFaults(operation, description.faultsOfAnswer(operation, answer.response()));
        answered.add(operation);
        return answer;
    }

    private void noteFaults(String operation, List<String> found) {
        found.forEach(fault -> faults.add(operation + ": " + fault));
    }

    private ApiClient operator(String who) {
        ApiClient client = client();
        assertThat(client.form("login", Map.of("name", who, "password", "nanosecond"))
                        .status())
                .isEqualTo(302);
        return client;
    }

    private ApiClient client() {
        return new ApiClient(URI.create("http://localhost:" + deployed.getPort() + deployed.getPath()));
    }
}
