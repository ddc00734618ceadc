// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import ee.passkeys.testkit.OldApplication;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The server's own BASIC login, without passkeys,")
class NativeBasicIT extends BasicLoginContract {

    @Deployment(testable = false)
    static WebArchive application() {
        return OldApplication.withBasic("native-basic.war");
    }
}
