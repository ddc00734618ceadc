// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.testkit.ApiClient;
import ee.passkeys.testkit.Installed;
import ee.passkeys.testkit.SoftAuthenticator;
import ee.passkeys.testkit.kinds.Kinds;
import java.net.URI;
import java.net.URL;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ArquillianExtension.class)
@Tag("server")
@DisplayName("An application whose form is named by a fragment")
class FragmentLoginIT {

    @ArquillianResource
    @OperateOnDeployment("fragment-login")
    private URL deployed;

    @Deployment(name = "beside-fragment-login", testable = false)
    static WebArchive alone() {
        return Kinds.withLoginInFragment("beside-fragment-login.war");
    }

    @Deployment(name = "fragment-login", testable = false)
    static WebArchive installed() {
        return Installed.into(Kinds.withLoginInFragment("fragment-login.war"));
    }

    @Test
    void takesItsPasswordsWithoutTheJar() {
        takesPasswords("beside-fragment-login");
    }

    @Test
    void takesItsPasswordsWithTheJar() {
        takesPasswords("fragment-login");
    }

    @Test
    void takesPasskeysWithTheJar() {
        SoftAuthenticator phone = new SoftAuthenticator();
        assertThat(signedIn("fragment-login").register(phone).status()).isEqualTo(201);
        ApiClient elsewhere = client("fragment-login");

        assertThat(elsewhere.signIn(phone).status()).isEqualTo(200);
        assertThat(elsewhere.page("user/who").response().body()).isEqualTo("bob true");
    }

    private void takesPasswords(String application) {
        ApiClient guest = client(application);
        assertThat(guest.page("user/who", "Accept", "text/html").response().body())
                .isEqualTo("the form");
        assertThat(submit(guest, "fork-handles").response().body()).isEqualTo("wrong password");
        assertThat(signedIn(application).page("user/who").response().body()).isEqualTo("bob true");
    }

    private ApiClient signedIn(String application) {
        ApiClient client = client(application);
        client.page("user/who", "Accept", "text/html");
        ApiClient.Answer signedIn = submit(client, "four-candles");
        assertThat(signedIn.status()).isIn(302, 303);
        assertThat(signedIn.header("Location")).endsWith("/user/who");
        return client;
    }

    private static ApiClient.Answer submit(ApiClient client, String password) {
        return client.form(
                "j_security_check", Map.of("j_username", "bob", "j_password", password), "Accept", "text/html");
    }

    private ApiClient client(String application) {
        return new ApiClient(URI.create("http://localhost:" + deployed.getPort() + "/" + application + "/"));
    }
}
