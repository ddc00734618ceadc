// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.testkit.ApiClient;
import ee.passkeys.testkit.Installed;
import ee.passkeys.testkit.OldApplication;
import java.net.URI;
import java.net.URL;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ArquillianExtension.class)
@Tag("server")
@DisplayName("An application that starts while an administrator has disabled passkeys")
class SwitchedAtStartIT {

    private static final String NAME = "switched-at-start";

    @ArquillianResource
    private Deployer deployer;

    @ArquillianResource
    @OperateOnDeployment("before-" + NAME)
    private URL deployed;

    /** Of the same users. */
    @Deployment(name = "before-" + NAME, testable = false)
    static WebArchive before() {
        return application("before-" + NAME);
    }

    @Deployment(name = NAME, managed = false, testable = false)
    static WebArchive later() {
        return application(NAME);
    }

    private static WebArchive application(String name) {
        return Installed.into(OldApplication.war(name + ".war")
                .addClass(SwitchedAtStartServlet.class)
                .addAsResource(new StringAsset("passkeys.users=" + NAME), "META-INF/microprofile-config.properties"));
    }

    @Test
    void knowsItBeforeTheFirstRequest() {
        assertThat(atStart("before-" + NAME, "off")).isEqualTo("true");
        try {
            deployer.deploy(NAME);

            assertThat(client(NAME).post("authentication/options", "{}").status())
                    .isEqualTo(503);
            assertThat(atStart(NAME, "")).isEqualTo("false");
        } finally {
            atStart("before-" + NAME, "as-written");
            deployer.undeploy(NAME);
        }
    }

    private String atStart(String application, String to) {
        return client(application).page("at-start?to=" + to).response().body();
    }

    private ApiClient client(String application) {
        return new ApiClient(URI.create("http://localhost:" + deployed.getPort() + "/" + application + "/"));
    }
}
