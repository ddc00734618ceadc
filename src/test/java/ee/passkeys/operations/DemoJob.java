// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.testkit.ApiClient;
import ee.passkeys.testkit.SoftAuthenticator;
import java.util.Map;

/** The main job of passkeys, done with the demo at {@code /demo} of a server. */
final class DemoJob {

    private final ServerNode server;

    DemoJob(ServerNode server) {
        this.server = server;
    }

    /** Signs up by passkey, without a password, and signs in again. */
    void makesAnAccountByPasskey() {
        SoftAuthenticator phone = new SoftAuthenticator();
        ApiClient client = client();
        assertThat(client.newAccount("eve", phone).status()).isEqualTo(201);
        assertCallerIs(client, "eve", "[\"user\"]");
        assertThat(client.delete("session").status()).isEqualTo(204);
        assertThat(client.get("session").code()).isEqualTo("not-signed-in");

        assertThat(client.signIn(phone).status()).isEqualTo(200);

        assertCallerIs(client, "eve", "[\"user\"]");
        assertThat(client.page("admin/").status()).isEqualTo(403);
    }

    /** Signs in by password, makes a passkey, and is the same to servlets, JAX-RS and EJBs by passkey. */
    void addsAPasskeyToAPassword() {
        SoftAuthenticator phone = new SoftAuthenticator();
        ApiClient withPassword = client();
        assertThat(withPassword
                        .form("login", Map.of("name", "ada", "password", "analytical-engine"))
                        .status())
                .isEqualTo(302);
        assertCallerIs(withPassword, "ada", "[\"user\"]");
        assertThat(withPassword.register(phone).status()).isEqualTo(201);

        ApiClient elsewhere = client();
        assertThat(elsewhere.signIn(phone).status()).isEqualTo(200);

        assertCallerIs(elsewhere, "ada", "[\"user\"]");
        assertThat(elsewhere.get("credentials").json()).hasSize(1);
        assertThat(elsewhere.page("passkeys/").status()).isEqualTo(200);
    }

    private static void assertCallerIs(ApiClient client, String name, String roles) {
        String expected = "{\"name\":\"" + name + "\",\"roles\":" + roles + "}";
        assertThat(client.page("user/whoami").response().body()).as("servlet").isEqualTo(expected);
        assertThat(client.page("api/whoami").response().body()).as("JAX-RS").isEqualTo(expected);
        assertThat(client.page("api/desk/whoami").response().body()).as("EJB").isEqualTo(expected);
    }

    private ApiClient client() {
        return new ApiClient(server.root().resolve("demo/"));
    }
}
