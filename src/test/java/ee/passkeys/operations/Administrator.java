// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import ee.passkeys.testkit.ApiClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** An administrator of the old application at {@code /old} of a server, who asks its doctor and types what it says. */
final class Administrator {

    /** In the realm of the server, in the group of the old application that its doctor answers. */
    static final String NAME = "ann";

    static final String PASSWORD = "four-candles";
    static final String GROUP = "boss";

    /** What the operator of the old application sets for it, for no good. */
    static final String SETTINGS = "passkeys.doctor-role=" + GROUP + "\npasskeys.registration=open\n";

    private final ServerNode server;

    Administrator(ServerNode server) {
        this.server = server;
    }

    /** What the doctor says of one thing. */
    record Said(String state, String finding, List<String> cure) {}

    /** Asks about one thing, by a request with some headers of a proxy; some are told of only where they are wrong. */
    Said asks(String check, String... headers) {
        ApiClient client = ApiClient.throughProxy(server.root().resolve("old/"));
        assertThat(client.form("j_security_check", Map.of("j_username", NAME, "j_password", PASSWORD))
                        .status())
                .isEqualTo(302);
        List<String> all = new ArrayList<>(List.of(headers));
        // Behind a proxy the browser would bring a secure cookie, too.
        all.addAll(List.of("Cookie", "JSESSIONID=" + client.cookie("JSESSIONID")));
        ApiClient.Answer answer = client.page("passkeys/api/doctor", all.toArray(String[]::new));
        for (JsonNode said : answer.json().path("checks")) {
            if (said.path("check").asText().equals(check)) {
                List<String> cure = new ArrayList<>();
                said.path("cure").forEach(line -> cure.add(line.asText()));
                return new Said(
                        said.path("state").asText(), said.path("finding").asText(), cure);
            }
        }
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        return new Said("fine", "", List.of());
    }

    /** Types the lines that cure what is wrong, and sees that nothing is wrong with it any more. */
    void cures(String check, Consumer<List<String>> typing, String... headers) {
        Said before = asks(check, headers);
        assertThat(before.state()).as(before.toString()).isEqualTo("wrong");

        typing.accept(before.cure());

        Said after = asks(check, headers);
        assertThat(after.state()).as(after.toString()).isEqualTo("fine");
    }
}
