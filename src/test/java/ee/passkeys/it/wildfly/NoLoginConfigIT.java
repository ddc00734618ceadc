// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it.wildfly;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.testkit.ApiClient;
import ee.passkeys.testkit.Installed;
import ee.passkeys.testkit.OldApplication;
import ee.passkeys.testkit.PathProxy;
import ee.passkeys.testkit.SoftAuthenticator;
import java.net.URI;
import java.net.URL;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An application that protects pages and has no way to sign in but by code shows our sign-in page, where the container has none to show. */
@ExtendWith(ArquillianExtension.class)
@Tag("server")
class NoLoginConfigIT {

    @ArquillianResource
    private URL deployed;

    @Deployment(testable = false)
    static WebArchive application() {
        return Installed.into(OldApplication.withoutLogin("no-login-config.war"));
    }

    @Test
    void goesOnWithTheFormThatWasSentBeforeTheSignIn() {
        SoftAuthenticator phone = phoneOfBob();
        ApiClient guest = api();

        ApiClient.Answer asked = guest.form("user/echo?q=1", Map.of("a", "b"), "Accept", "text/html");
        assertThat(asked.status()).isEqualTo(302);
        assertThat(asked.header("Location")).contains("/passkeys/login?returnTo=");
        assertThat(guest.signIn(phone).json().path("returnTo").asText()).endsWith("/user/echo?q=1");

        assertThat(guest.page("user/echo?q=1").response().body())
                .startsWith("POST|bob|")
                .endsWith("{a=[b], q=[1]}");
        assertThat(guest.page("user/echo?q=1").response().body()).startsWith("GET|bob|");
    }

    @Test
    void leadsToTheSignInPageAndBackBehindAProxyThatChangesItsPath() {
        SoftAuthenticator phone = phoneOfBob();
        try (PathProxy proxy =
                PathProxy.before(URI.create("http://localhost:" + deployed.getPort() + deployed.getPath()))) {
            ApiClient guest = ApiClient.throughProxy(proxy.root());

            ApiClient.Answer asked = guest.page("user/echo?q=1", "Accept", "text/html");
            URI page = proxy.root().resolve("user/echo?q=1").resolve(asked.header("Location"));
            ApiClient.Answer begun = guest.post("authentication/options", "{}");
            ApiClient.Answer signedIn = guest.post(
                    "authentication/verify",
                    ApiClient.answer(begun, phone.get(begun.json().path("publicKey"), guest.origin()))
                            .put("returnTo", "./user/echo?q=1"));
            URI back = proxy.root().resolve(signedIn.json().path("returnTo").asText());

            assertThat(page).hasToString(proxy.root() + "passkeys/login?returnTo=.%2Fuser%2Fecho%3Fq%3D1");
            assertThat(guest.page("passkeys/login?returnTo=.%2Fuser").status()).isEqualTo(200);
            assertThat(back).isEqualTo(proxy.root().resolve("user/echo?q=1"));
            assertThat(guest.page("user/echo?q=1").response().body()).startsWith("GET|bob|");
        }
    }

    @Test
    void doesNotGoOnForWhoeverSignsInByCode() {
        ApiClient guest = api();

        guest.form("user/echo", Map.of("a", "b"), "Accept", "text/html");
        guest.page("who?login=bob&password=four-candles");

        assertThat(guest.page("user/echo").response().body()).startsWith("GET|bob|");
    }

    private SoftAuthenticator phoneOfBob() {
        SoftAuthenticator phone = new SoftAuthenticator();
        ApiClient enrolling = api();
        enrolling.page("who?login=bob&password=four-candles");
        assertThat(enrolling.register(phone).status()).isEqualTo(201);
        return phone;
    }

    private ApiClient api() {
        return new ApiClient(URI.create("http://localhost:" + deployed.getPort() + deployed.getPath()));
    }
}
