// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.testkit.ApiClient;
import ee.passkeys.testkit.Installed;
import ee.passkeys.testkit.kinds.Kinds;
import java.net.URI;
import java.net.URL;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Small applications of many kinds, each without the jar and with it, by password and by passkey. */
@Tag("server")
@ExtendWith(ArquillianExtension.class)
@DisplayName("With the jar")
class KindsOfApplicationsIT {

    @ArquillianResource
    @OperateOnDeployment("named-resource")
    private URL deployed;

    @Deployment(name = "named-resource", testable = false)
    static WebArchive namedResource() {
        return Installed.into(Kinds.withNamedResource("named-resource.war"));
    }

    @Test
    void noResourceOfTheApplicationIsServedBelowOurPaths() {
        assertThat(client("named-resource").get("secret").status()).isEqualTo(404);
        assertThat(client("named-resource").get("session").status()).isEqualTo(401);
        assertThat(client("named-resource")
                        .page("secret", "Accept", "text/html")
                        .response()
                        .body())
                .isEqualTo("the form");
    }

    private ApiClient client(String application) {
        return new ApiClient(URI.create("http://localhost:" + deployed.getPort() + "/" + application + "/"));
    }
}
