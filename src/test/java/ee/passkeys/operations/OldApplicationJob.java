// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.testkit.ApiClient;
import ee.passkeys.testkit.SoftAuthenticator;
import java.time.Duration;
import java.util.Map;

/** What {@code bob} does in the old application at {@code /old} of a server, before, while and after it has passkeys. */
final class OldApplicationJob {

    static final String USER = "bob";
    static final String PASSWORD = "four-candles";
    static final String GROUP = "user";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ServerNode server;
    private final String application;
    private final String user;
    private final SoftAuthenticator phone = new SoftAuthenticator();

    OldApplicationJob(ServerNode server) {
        this(server, "old", USER);
    }

    /** The same of another user, in an application of another name. */
    OldApplicationJob(ServerNode server, String application, String user) {
        this.server = server;
        this.application = application;
        this.user = user;
    }

    /** The origin that the settings must name. */
    String origin() {
        return client().origin();
    }

    /** Signs in with the password, as ever, and makes a passkey. */
    void registers() {
        ApiClient client = client();
        assertThat(client.form("j_security_check", password()).status()).isEqualTo(302);
        assertThat(client.page("user/who").response().body()).isEqualTo(user + " true");
        assertThat(client.register(phone).status()).isEqualTo(201);
    }

    /** Signs in with the password, as ever, and is told before the device makes a passkey that it would give nothing. */
    void isRefusedAPasskeyThatWouldGiveNoGroups() {
        ApiClient client = client();
        assertThat(client.form("j_security_check", password()).status()).isEqualTo(302);
        assertThat(client.page("user/who").response().body()).isEqualTo(user + " true");
        assertThat(client.post("registration/options", "{}").code()).isEqualTo("passkey-not-allowed");
    }

    /** Signs in with the passkey, and has name and role as with the password. */
    void signsInByPasskey() {
        ApiClient client = client();
        assertThat(Patience.whileAway(() -> client.signIn(phone)).status()).isEqualTo(200);
        assertThat(client.page("user/who").response().body()).isEqualTo(user + " true");
        assertThat(client.get("session").json().path("method").asText()).isEqualTo("passkey");
    }

    /** Brings the passkey, and then asks for a page for users. */
    ApiClient.Answer bringsThePasskey() {
        ApiClient client = client();
        ApiClient.Answer answer = client.signIn(phone);
        return answer.status() == 200 ? client.page("user/who") : answer;
    }

    /** Waits until the application has heard that passkeys are switched on or off. */
    void awaitPasskeys(boolean on) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while ((client().get("session").status() == 503) == on) {
            assertThat(System.nanoTime()).as("passkeys on: " + on).isLessThan(deadline);
        }
    }

    /** Sees the application as its authors left it. */
    void hasOnlyThePassword() {
        ApiClient client = client();
        assertThat(client.page("passkeys/").status()).isEqualTo(404);
        assertThat(client.page("user/who").response().body()).isEqualTo("the form");
        assertThat(client.form("j_security_check", password()).header("Location"))
                .endsWith("/user/who");
        assertThat(client.page("user/who").response().body()).isEqualTo(user + " true");
    }

    /** What the audit log says, as a pattern, when the passkey is brought and the realm does not know the user any more. */
    String gone() {
        return "event=parity-broken caller=" + user + " passkey=\\w+ difference=gone groups=\\S* refused=true";
    }

    private ApiClient client() {
        return new ApiClient(server.root().resolve(application + "/"));
    }

    private Map<String, String> password() {
        return Map.of("j_username", user, "j_password", PASSWORD);
    }
}
