// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ee.passkeys.testkit.SoftAuthenticator;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;

/** Quarkus with the end points of its extension for passkeys, its store in PostgreSQL. */
final class QuarkusContestant extends Peer {

    private QuarkusContestant(PostgresqlServer database) {
        super("Quarkus", "quarkus", database);
    }

    static Contestant start(PostgresqlServer database) {
        QuarkusContestant quarkus = new QuarkusContestant(database);
        return quarkus.start(
                "quarkus-app/quarkus-run.jar",
                List.of(
                        "quarkus.http.port=" + quarkus.port(),
                        "quarkus.webauthn.origins=" + quarkus.origin(),
                        "quarkus.datasource.jdbc.url=" + database.url(),
                        "quarkus.datasource.username=" + PostgresqlServer.USER,
                        "quarkus.datasource.password=" + PostgresqlServer.PASSWORD),
                "Listening on");
    }

    @Override
    public void enroll(String user, SoftAuthenticator phone) {
        HttpResponse<String> begun = send(request("q/webauthn/register-options-challenge?username=" + user)
                .GET());
        ObjectNode credential = phone.create(read(begun), origin());
        send(request("q/webauthn/register?username=" + user)
                .header("Cookie", SignIns.cookies(begun))
                .POST(BodyPublishers.ofString(credential.toString())));
    }

    @Override
    public String optionsPath() {
        return "q/webauthn/login-options-challenge";
    }

    @Override
    public HttpRequest.Builder begin() {
        return HttpRequest.newBuilder(root().resolve(optionsPath())).GET();
    }

    @Override
    public String verifyPath() {
        return "q/webauthn/login";
    }
}
