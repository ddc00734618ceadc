// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.testkit.ApiClient;
import ee.passkeys.testkit.SoftAuthenticator;
import java.net.URI;
import java.net.URL;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An application that protects every path lets guests reach what they need to sign in with a passkey, and nothing else. */
@ExtendWith(ArquillianExtension.class)
@Tag("server")
abstract class ClosedApplicationContract {

    @ArquillianResource
    URL deployed;

    @Test
    void showsGuestsOurSignInPage() {
        assertThat(api().page("passkeys/login", "Accept", "text/html").status()).isEqualTo(200);
        assertThat(api().page("passkeys/passkeys.js").status()).isEqualTo(200);
        assertThat(api().get("session").code()).isEqualTo("not-signed-in");
    }

    @Test
    void showsGuestsNothingElse() {
        for (String path : new String[] {"who", "echo", "passkeysx", "index.html", ""}) {
            ApiClient.Answer answer = api().page(path, "Accept", "text/html");
            assertThat(answer.response().body()).as(path).isEqualTo("the form");
        }
        assertThat(api().page("who", "Accept", "application/json").response().body())
                .isEqualTo("the form");
    }

    @Test
    void letsAPasskeyIn() {
        SoftAuthenticator phone = new SoftAuthenticator();
        ApiClient enrolling = api();
        enrolling.formLogin("bob", "four-candles");
        assertThat(enrolling.register(phone).status()).isEqualTo(201);

        ApiClient elsewhere = api();
        assertThat(elsewhere.signIn(phone).status()).isEqualTo(200);
        assertThat(elsewhere.page("who").response().body()).isEqualTo("bob true");
    }

    private ApiClient api() {
        return new ApiClient(URI.create("http://localhost:" + deployed.getPort() + deployed.getPath()));
    }
}
