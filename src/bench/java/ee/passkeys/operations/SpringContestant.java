// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ee.passkeys.testkit.ApiClient;
import ee.passkeys.testkit.SoftAuthenticator;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.List;

/** Spring Boot with the passkeys of Spring Security, all stores in PostgreSQL. */
final class SpringContestant extends Peer {

    private static final String PASSWORD = "four-candles";

    private SpringContestant(PostgresqlServer database) {
        super("Spring Security", "spring", database);
    }

    static Contestant start(PostgresqlServer database) {
        SpringContestant spring = new SpringContestant(database);
        return spring.start(
                "spring.jar",
                List.of(
                        "server.port=" + spring.port(),
                        "spring.main.log-startup-info=true",
                        "logging.level.ee.passkeys.bench=INFO",
                        "spring.datasource.url=" + database.url(),
                        "spring.datasource.username=" + PostgresqlServer.USER,
                        "spring.datasource.password=" + PostgresqlServer.PASSWORD),
                "Started SpringServer");
    }

    @Override
    public void enroll(String user, SoftAuthenticator phone) {
        execute("INSERT INTO users VALUES (?, '{noop}" + PASSWORD + "', TRUE)", user);
        execute("INSERT INTO authorities VALUES (?, 'ROLE_USER')", user);
        HttpResponse<String> begun = send(as(user, "webauthn/register/options").POST(BodyPublishers.noBody()));
        ObjectNode credential = phone.create(read(begun), origin());
        ObjectNode body = ApiClient.object();
        body.putObject("publicKey").put("label", "phone").set("credential", credential);
        send(as(user, "webauthn/register")
                .header("Cookie", SignIns.cookies(begun))
                .POST(BodyPublishers.ofString(body.toString())));
    }

    private HttpRequest.Builder as(String user, String path) {
        String basic = Base64.getEncoder().encodeToString((user + ":" + PASSWORD).getBytes(UTF_8));
        return request(path).header("Authorization", "Basic " + basic);
    }

    @Override
    public String optionsPath() {
        return "webauthn/authenticate/options";
    }

    @Override
    public String verifyPath() {
        return "login/webauthn";
    }
}
