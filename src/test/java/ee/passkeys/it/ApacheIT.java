// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import ee.passkeys.operations.WebServer;
import ee.passkeys.testkit.CodeBlock;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;

/** The lines for Apache on the page about proxies do what it says. */
@Tag("server")
class ApacheIT extends WebServerContract {

    ApacheIT() {
        super(WebServer.Program.APACHE, CodeBlock.in("apache").findFirst().orElseThrow());
    }

    @Deployment(testable = false)
    static WebArchive application() {
        return behind("behind-apache");
    }
}
