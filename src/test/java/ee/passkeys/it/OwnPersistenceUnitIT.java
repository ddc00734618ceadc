// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.testkit.ApiClient;
import ee.passkeys.testkit.Built;
import ee.passkeys.testkit.OldApplication;
import ee.passkeys.testkit.SoftAuthenticator;
import java.net.URI;
import java.net.URL;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ArquillianExtension.class)
@DisplayName("An application that injects its only persistence unit without a name")
@Tag("server")
class OwnPersistenceUnitIT {

    @ArquillianResource
    private URL deployed;

    @Deployment(testable = false)
    static WebArchive application() {
        return OldApplication.withPersistenceUnit().addAsLibrary(Built.allJar().toFile());
    }

    @Test
    void keepsItAndHasPasskeysBesideIt() {
        ApiClient api = new ApiClient(URI.create("http://localhost:" + deployed.getPort() + deployed.getPath()));
        SoftAuthenticator phone = new SoftAuthenticator();
        String before = notes(api);

        api.formLogin("bob", "four-candles");
        assertThat(api.register(phone).status()).isEqualTo(201);
        assertThat(api.signIn(phone).status()).isEqualTo(200);

        assertThat(api.page("user/who").response().body()).isEqualTo("bob true");
        assertThat(before).isEqualTo("1 notes");
        assertThat(notes(api)).isEqualTo("2 notes");
    }

    private static String notes(ApiClient api) {
        return api.page("notes").response().body();
    }
}
