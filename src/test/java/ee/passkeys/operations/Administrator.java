// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import ee.passkeys.testkit.ApiClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** An administrator of an old application of a server, at {@code /old} by default, who asks its doctor and types what it says. */
final class Administrator {

    /** In the realm of the server, in the group of the old application that its doctor answers. */
    static final String NAME = "ann";

    static final String PASSWORD = "four-candles";
    static final String GROUP = "boss";

    /** What the operator of the old application sets for it, for no good. */
    static final String SETTINGS = settings("old");

    /** The headers of a proxy that browsers come to by https. */
    static final String[] BY_HTTPS = {"X-Forwarded-Proto", "https"};

    private final ServerNode server;
    private final String application;

    Administrator(ServerNode server) {
        this(server, "old");
    }

    /** Of the old application at another path. */
    Administrator(ServerNode server, String application) {
        this.server = server;
        this.application = application;
    }

    /** What the operator of an old application at a path sets for it, for no good. */
    static String settings(String application) {
        return "passkeys.admin-role=" + GROUP + "\npasskeys.app." + application + ".registration=open\n"
                + "passkeys.account.active-query=select 1 from nowhere where name = ?\n";
    }

    /** What the doctor says of one thing. */
    record Said(String state, String finding, List<String> cure) {}

    /** The headers of a proxy that browsers come to by https, at a host. */
    static String[] through(String host) {
        return new String[] {"X-Forwarded-Proto", "https", "X-Forwarded-Host", host};
    }

    /** Asks about one thing, by a request with some headers of a proxy; some are told of only where they are wrong. */
    Said asks(String check, String... headers) {
        return Patience.whileAway(() -> asksOnce(check, headers));
    }

    private Said asksOnce(String check, String... headers) {
        ApiClient client = ApiClient.throughProxy(server.root().resolve(application + "/"));
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

    /** What an operator makes of the template for accounts: lines without marks of comments, and SQL for tables that are there. */
    static List<String> filledIn(List<String> template) {
        assertThat(template).allMatch(line -> line.startsWith("#"));
        return template.stream()
                .skip(1)
                .filter(line -> !line.startsWith("# into"))
                .map(line -> line.substring("# ".length())
                        .replace(
                                "select 1 from users where name = ? and locked = false",
                                "select 1 from information_schema.tables where table_name <> ?"))
                .toList();
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
