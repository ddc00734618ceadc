// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import ee.passkeys.testkit.OldApplication;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The server's own form login, without passkeys,")
class NativeLoginIT extends FormLoginContract {

    @Deployment(testable = false)
    static WebArchive application() {
        return OldApplication.war("native-login.war");
    }
}
