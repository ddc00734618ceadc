// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it.wildfly;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.testkit.ApiClient;
import ee.passkeys.testkit.Built;
import ee.passkeys.testkit.OldApplication;
import ee.passkeys.testkit.SoftAuthenticator;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two applications with one realm; only the first has passkeys. */
@ExtendWith(ArquillianExtension.class)
@DisplayName("The guard against guessed passwords of WildFly's realms")
@Tag("server")
class BruteForceGuardIT {

    /** The guard locks an account after ten. */
    private static final int MORE_THAN_IT_TAKES = 14;

    private static final String PASSWORD = "four-candles";

    @ArquillianResource
    @OperateOnDeployment("with passkeys")
    private URL withPasskeys;

    @ArquillianResource
    @OperateOnDeployment("without")
    private URL without;

    @Deployment(name = "with passkeys", testable = false)
    static WebArchive withPasskeys() {
        return OldApplication.war().addAsLibrary(Built.allJar().toFile());
    }

    @Deployment(name = "without", testable = false)
    static WebArchive without() {
        return ShrinkWrap.create(WebArchive.class, "without.war").merge(OldApplication.war());
    }

    @Test
    void countsNoLoginByPasskey() {
        SoftAuthenticator phone = phoneOf("bob");

        for (int i = 0; i < MORE_THAN_IT_TAKES; i++) {
            ApiClient api = client(withPasskeys);
            assertThat(api.signIn(phone).status()).isEqualTo(200);
            assertThat(who(api)).isEqualTo("bob true");
        }

        assertThat(passwordLogin(withPasskeys, "bob", PASSWORD)).isEqualTo("bob true");
        assertThat(passwordLogin(without, "bob", PASSWORD)).isEqualTo("bob true");
    }

    @Test
    void countsNoPageThatACallerAsksFor() {
        ApiClient api = client(withPasskeys);
        assertThat(api.signIn(phoneOf("bob")).status()).isEqualTo(200);

        for (int i = 0; i < MORE_THAN_IT_TAKES; i++) {
            assertThat(who(api)).isEqualTo("bob true");
        }

        assertThat(passwordLogin(without, "bob", PASSWORD)).isEqualTo("bob true");
    }

    @Test
    void countsNoLoginByTheApplicationsForm() {
        for (int i = 0; i < MORE_THAN_IT_TAKES; i++) {
            assertThat(passwordLogin(withPasskeys, "bob", PASSWORD)).isEqualTo("bob true");
        }

        assertThat(passwordLogin(without, "bob", PASSWORD)).isEqualTo("bob true");
    }

    @Test
    void locksPasskeysOutToo() {
        SoftAuthenticator phone = phoneOf("eve");
        for (int i = 0; i < MORE_THAN_IT_TAKES; i++) {
            passwordLogin(without, "eve", "fork-handles");
        }
        assertThat(passwordLogin(without, "eve", PASSWORD)).isNotEqualTo("eve true");

        ApiClient api = client(withPasskeys);
        ApiClient.Answer refused = api.signIn(phone);

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.code()).isEqualTo("authentication-failed");
        assertThat(api.get("session").status()).isEqualTo(401);
        assertThat(who(api)).isEqualTo("null false");
    }

    private SoftAuthenticator phoneOf(String name) {
        ApiClient api = client(withPasskeys);
        SoftAuthenticator phone = new SoftAuthenticator();
        api.formLogin(name, PASSWORD);
        assertThat(api.register(phone).status()).isEqualTo(201);
        return phone;
    }

    /** What the application sees of the caller afterwards. */
    private static String passwordLogin(URL application, String name, String password) {
        ApiClient api = client(application);
        api.page("user/who", "Accept", "text/html");
        api.formLogin(name, password);
        return who(api);
    }

    private static String who(ApiClient api) {
        return api.page("who", "Accept", "text/html").response().body();
    }

    private static ApiClient client(URL application) {
        try {
            URI base = application.toURI();
            return new ApiClient(URI.create("http://localhost:" + base.getPort() + base.getPath()));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
