// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import ee.passkeys.operations.WebServer;
import ee.passkeys.testkit.CodeBlock;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;

/** The lines for nginx on the page about proxies do what it says. */
@Tag("server")
class NginxIT extends WebServerContract {

    NginxIT() {
        super(WebServer.Program.NGINX, CodeBlock.in("nginx").findFirst().orElseThrow());
    }

    @Deployment(testable = false)
    static WebArchive application() {
        return behind("behind-nginx");
    }
}
