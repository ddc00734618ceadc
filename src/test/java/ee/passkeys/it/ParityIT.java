// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.testkit.ApiClient;
import ee.passkeys.testkit.Installed;
import ee.passkeys.testkit.OldApplication;
import ee.passkeys.testkit.SoftAuthenticator;
import java.net.URI;
import java.net.URL;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ArquillianExtension.class)
@DisplayName("An application whose passkeys give no more than its passwords")
@Tag("server")
class ParityIT {

    @ArquillianResource
    private URL deployed;

    private SoftAuthenticator phone;

    @Deployment(testable = false)
    static WebArchive oldApplication() {
        return Installed.into(OldApplication.war("parity.war")
                .addClass(RecordedGroupsServlet.class)
                .addAsResource(
                        new StringAsset("passkeys.groups.parity=refuse\n"), "META-INF/microprofile-config.properties"));
    }

    @BeforeEach
    void signInByPasswordAndMakeAPasskey() {
        phone = new SoftAuthenticator();
        assertThat(byPassword().register(phone).status()).isEqualTo(201);
    }

    @Test
    void notesTheGroupsThatAFormLoginGave() {
        assertThat(recorded()).isEqualTo("[user]");
    }

    @Test
    void notesTheGroupsThatALoginByCodeGave() {
        forget();
        api().page("who?login=bob&password=four-candles");

        assertThat(recorded()).isEqualTo("[user]");
    }

    @Test
    void notesNothingForAWrongPassword() {
        forget();
        api().form("j_security_check", Map.of("j_username", "bob", "j_password", "fork-handles"));

        assertThat(recorded()).isEqualTo("[]");
    }

    @Test
    void takesAPasskeyThatGivesWhatThePasswordGave() {
        ApiClient guest = api();

        assertThat(guest.signIn(phone).status()).isEqualTo(200);
        assertThat(guest.page("user/who").response().body()).isEqualTo("bob true");
    }

    @Test
    void refusesAPasskeyThatGivesMoreUntilThePasswordGivesItToo() {
        forget();
        ApiClient guest = api();

        ApiClient.Answer refused = guest.signIn(phone);

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.code()).isEqualTo("authentication-failed");
        assertThat(guest.get("session").status()).isEqualTo(401);
        assertThat(guest.page("who").response().body()).isEqualTo("null false");
        assertThat(guest.page("user/who").response().body()).isEqualTo("the form");

        byPassword();
        assertThat(guest.signIn(phone).status()).isEqualTo(200);
        assertThat(guest.page("user/who").response().body()).isEqualTo("bob true");
    }

    private ApiClient byPassword() {
        ApiClient client = api();
        assertThat(client.formLogin("bob", "four-candles").status()).isEqualTo(302);
        return client;
    }

    private String recorded() {
        return api().page("test/recorded-groups?caller=bob").response().body();
    }

    /** As if the password had given nothing. */
    private void forget() {
        assertThat(api().form("test/recorded-groups", Map.of("caller", "bob")).status())
                .isEqualTo(200);
        assertThat(recorded()).isEqualTo("[]");
    }

    private ApiClient api() {
        return new ApiClient(URI.create("http://localhost:" + deployed.getPort() + deployed.getPath()));
    }
}
