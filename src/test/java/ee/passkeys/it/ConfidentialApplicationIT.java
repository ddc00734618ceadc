// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.testkit.ApiClient;
import ee.passkeys.testkit.Installed;
import ee.passkeys.testkit.OldApplication;
import java.net.URI;
import java.net.URL;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An application that no path of can be reached without TLS")
@Tag("server")
@ExtendWith(ArquillianExtension.class)
class ConfidentialApplicationIT {

    @ArquillianResource
    URL deployed;

    @Deployment(testable = false)
    static WebArchive application() {
        return Installed.into(OldApplication.confidential("confidential.war"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"passkeys/login", "passkeys/passkeys.js", "passkeys/api/session"})
    void sendsPlainRequestsForPasskeysAwayLikeItsOwn(String path) {
        ApiClient api = new ApiClient(URI.create("http://localhost:" + deployed.getPort() + deployed.getPath()));
        ApiClient.Answer own = api.page("index.html");
        ApiClient.Answer ours = api.page(path);

        assertThat(own.status()).isNotEqualTo(200);
        assertThat(ours.status()).isEqualTo(own.status());
        assertThat(ours.header("Location").startsWith("https://"))
                .isEqualTo(own.header("Location").startsWith("https://"));
    }
}
