// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.testkit.ApiClient;
import java.net.URI;
import java.net.URL;
import java.util.Base64;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What BASIC in a {@code web.xml} does, with passkeys as without. */
@ExtendWith(ArquillianExtension.class)
@Tag("server")
abstract class BasicLoginContract {

    @ArquillianResource
    URL deployed;

    @Test
    void asksGuestsForAPasswordOfItsRealm() {
        ApiClient.Answer answer = api().page("user/who", "Accept", "text/html");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).startsWith("Basic realm=\"file\"");
    }

    @Test
    void letsTheRightPasswordInWithItsRoles() {
        assertThat(api().page("user/who", "Authorization", basic("bob", "four-candles"))
                        .response()
                        .body())
                .isEqualTo("bob true");
    }

    @Test
    void asksAgainForAWrongPassword() {
        assertThat(status(basic("bob", "fork-handles"))).isEqualTo(401);
        assertThat(status(basic("bob", "four-c\u00e4ndles"))).isEqualTo(401);
        assertThat(status(basic("b\u00f6b", "four-candles"))).isEqualTo(401);
        assertThat(status(basic("bob", ""))).isEqualTo(401);
    }

    @Test
    void makesNoSession() {
        ApiClient program = api();

        for (int request = 0; request < 15; request++) {
            assertThat(program.page("user/who", "Authorization", basic("bob", "four-candles"))
                            .status())
                    .isEqualTo(200);
        }
        assertThat(program.cookieNames()).isEmpty();
        assertThat(program.page("user/who").status()).isEqualTo(401);
    }

    @Test
    void showsOpenPagesToGuests() {
        assertThat(api().page("who").response().body()).isEqualTo("null false");
    }

    final ApiClient api() {
        return new ApiClient(URI.create("http://localhost:" + deployed.getPort() + deployed.getPath()));
    }

    static String basic(String name, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((name + ":" + password).getBytes(UTF_8));
    }

    final int status(String authorization) {
        return api().page("user/who", "Authorization", authorization).status();
    }
}
