// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ee.passkeys.testkit.ApiClient;
import ee.passkeys.testkit.Installed;
import ee.passkeys.testkit.OldApplication;
import ee.passkeys.testkit.kinds.FailingListener;
import ee.passkeys.testkit.kinds.RegistrationServlet;
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
@DisplayName("An application that is deployed where one with passkeys was")
class UndeployIT {

    private static final String NAME = "undeployed";

    @ArquillianResource
    private Deployer deployer;

    @ArquillianResource
    @OperateOnDeployment("beside-undeployed")
    private URL deployed;

    @Deployment(name = "beside-undeployed", testable = false)
    static WebArchive beside() {
        return application("beside-undeployed.war");
    }

    @Deployment(name = "with", managed = false, testable = false)
    static WebArchive with() {
        return Installed.into(application(NAME + "-with.war"));
    }

    @Deployment(name = "failing", managed = false, testable = false)
    static WebArchive failing() {
        return Installed.into(application(NAME + "-with-failing.war").addClass(FailingListener.class));
    }

    @Deployment(name = "without", managed = false, testable = false)
    static WebArchive without() {
        return application(NAME + "-without.war");
    }

    @Test
    void meetsNothingOfIt() {
        deployer.deploy("with");
        assertThat(client(NAME).get("session").status()).isEqualTo(401);
        assertThat(registered(NAME)).startsWith("ee.passkeys.");
        deployer.undeploy("with");

        hasAllThatItHasElsewhere();
    }

    /** Payara says of an application whose start failed that it is deployed, and serves nothing of it. */
    @Test
    void meetsNothingOfOneWhoseStartFailed() {
        Throwable failure = catchThrowable(() -> deployer.deploy("failing"));
        assertThat(client(NAME).page("registration").status()).isEqualTo(404);
        if (failure == null) {
            deployer.undeploy("failing");
        }

        hasAllThatItHasElsewhere();
    }

    private void hasAllThatItHasElsewhere() {
        deployer.deploy("without");
        assertThat(registered(NAME)).isEqualTo(registered("beside-undeployed"));
        ApiClient guest = client(NAME);
        assertThat(guest.page("user/who", "Accept", "text/html").response().body())
                .isEqualTo("the form");
        guest.formLogin("bob", "four-candles");
        assertThat(guest.page("user/who").response().body()).isEqualTo("bob true");
        deployer.undeploy("without");
    }

    private static WebArchive application(String name) {
        String path = name.replaceFirst("-with.*", "").replace(".war", "");
        return OldApplication.war(name)
                .addClass(RegistrationServlet.class)
                .addAsWebInfResource(
                        new StringAsset("<jboss-web><context-root>/" + path + "</context-root></jboss-web>"),
                        "jboss-web.xml");
    }

    private String registered(String application) {
        return client(application).page("registration").response().body();
    }

    private ApiClient client(String application) {
        return new ApiClient(URI.create("http://localhost:" + deployed.getPort() + "/" + application + "/"));
    }
}
