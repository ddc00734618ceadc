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

@ExtendWith(ArquillianExtension.class)
@Tag("server")
@DisplayName("A module that an application has registered itself")
class OwnModuleIT {

    @ArquillianResource
    @OperateOnDeployment("own-module")
    private URL deployed;

    @Deployment(name = "beside-own-module", testable = false)
    static WebArchive alone() {
        return Kinds.withOwnModule("beside-own-module.war");
    }

    @Deployment(name = "own-module", testable = false)
    static WebArchive installed() {
        return Installed.into(Kinds.withOwnModule("own-module.war"));
    }

    @Test
    void seesEveryRequestAndEveryResponseWithoutTheJar() {
        seesEveryRequestAndEveryResponse("beside-own-module");
    }

    @Test
    void seesEveryRequestAndEveryResponseWithTheJar() {
        seesEveryRequestAndEveryResponse("own-module");
    }

    private void seesEveryRequestAndEveryResponse(String application) {
        int before = secured(application);
        assertThat(client(application).page("user/who?name=eve").response().body())
                .isEqualTo("eve true");
        assertThat(client(application).page("who").response().body()).isEqualTo("null false");

        assertThat(secured(application) - before).isEqualTo(3);
        assertThat(client(application).page("user/who").status()).isEqualTo(401);
    }

    private int secured(String application) {
        return Integer.parseInt(client(application).page("secured").response().body());
    }

    private ApiClient client(String application) {
        return new ApiClient(URI.create("http://localhost:" + deployed.getPort() + "/" + application + "/"));
    }
}
