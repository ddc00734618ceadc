// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.testkit.ApiClient;
import ee.passkeys.testkit.SoftAuthenticator;
import java.util.Map;

/** What {@code bob} does in the old application at {@code /old} of a server, before, while and after it has passkeys. */
final class OldApplicationJob {

    static final String USER = "bob";
    static final String PASSWORD = "four-candles";
    static final String GROUP = "user";

    private final ServerNode server;
    private final SoftAuthenticator phone = new SoftAuthenticator();

    OldApplicationJob(ServerNode server) {
        this.server = server;
    }

    /** The origin that the settings must name. */
    String origin() {
        return client().origin();
    }

    /** Signs in with the password, as ever, and makes a passkey. */
    void registers() {
        ApiClient client = client();
        assertThat(client.form("j_security_check", password()).status()).isEqualTo(302);
        assertThat(client.page("user/who").response().body()).isEqualTo("bob true");
        assertThat(client.register(phone).status()).isEqualTo(201);
    }

    /** Signs in with the passkey, and has name and role as with the password. */
    void signsInByPasskey() {
        ApiClient client = client();
        assertThat(client.signIn(phone).status()).isEqualTo(200);
        assertThat(client.page("user/who").response().body()).isEqualTo("bob true");
        assertThat(client.get("session").json().path("method").asText()).isEqualTo("passkey");
    }

    /** Sees the application as its authors left it. */
    void hasOnlyThePassword() {
        ApiClient client = client();
        assertThat(client.page("passkeys/").status()).isEqualTo(404);
        assertThat(client.page("user/who").response().body()).isEqualTo("the form");
        assertThat(client.form("j_security_check", password()).header("Location"))
                .endsWith("/user/who");
        assertThat(client.page("user/who").response().body()).isEqualTo("bob true");
    }

    private ApiClient client() {
        return new ApiClient(server.root().resolve("old/"));
    }

    private static Map<String, String> password() {
        return Map.of("j_username", USER, "j_password", PASSWORD);
    }
}
