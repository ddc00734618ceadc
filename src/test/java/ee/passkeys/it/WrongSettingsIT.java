// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.testkit.Installed;
import ee.passkeys.testkit.OldApplication;
import ee.passkeys.testkit.SwitchServlet;
import java.net.URI;
import java.net.URL;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An old application starts with wrong settings as if the jar were not there; what is right for another application does not help it. */
@ExtendWith(ArquillianExtension.class)
@Tag("server")
class WrongSettingsIT {

    private static final String SETTINGS = """
            passkeys.rp.id=example.com
            passkeys.app.wrong.rp.id=co.uk
            passkeys.app.right.rp.id=example.com
            """;

    private final Http http = new Http();

    @ArquillianResource
    private URL deployed;

    @Deployment(testable = false)
    static WebArchive application() {
        return Installed.into(OldApplication.war("wrong.war")
                .addClass(SwitchServlet.class)
                .addAsResource(new StringAsset(SETTINGS), "META-INF/microprofile-config.properties"));
    }

    @Test
    void hasTheLoginOfTheContainer() {
        assertThat(http.get(at("test/switch")).body()).isEqualTo("container");
        assertThat(http.get(at("user/who?a=1")).body()).isEqualTo("the form");

        assertThat(http.post(at("j_security_check"), Map.of("j_username", "bob", "j_password", "four-candles"))
                        .statusCode())
                .isIn(302, 303);
        assertThat(http.get(at("user/who?a=1")).body()).isEqualTo("bob true");
    }

    @Test
    void hasNoPasskeys() {
        assertThat(http.get(at("passkeys/")).statusCode()).isEqualTo(404);
        assertThat(http.get(at("passkeys/api/session")).statusCode()).isEqualTo(404);
    }

    private URI at(String path) {
        return URI.create("http://localhost:" + deployed.getPort() + deployed.getPath())
                .resolve(path);
    }
}
