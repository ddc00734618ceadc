// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.testkit.Installed;
import ee.passkeys.testkit.OldApplication;
import ee.passkeys.testkit.SwitchServlet;
import java.net.URI;
import java.net.URL;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A setting under its old key is an error in the server's own configuration, too: it is not read, and passkeys stay off. */
@ExtendWith(ArquillianExtension.class)
@Tag("server")
class RenamedKeyIT {

    private final Http http = new Http();

    @ArquillianResource
    private URL deployed;

    @Deployment(testable = false)
    static WebArchive application() {
        return Installed.into(OldApplication.war("renamed.war")
                .addClass(SwitchServlet.class)
                .addAsResource(new StringAsset("passkeys.counter=warn\n"), "META-INF/microprofile-config.properties"));
    }

    @Test
    void disablesPasskeys() {
        assertThat(http.get(at("test/switch")).body()).isEqualTo("container");
        assertThat(http.get(at("passkeys/")).statusCode()).isEqualTo(404);
    }

    private URI at(String path) {
        return URI.create("http://localhost:" + deployed.getPort() + deployed.getPath())
                .resolve(path);
    }
}
