// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import ee.passkeys.testkit.Installed;
import ee.passkeys.testkit.OldApplication;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayName;

@DisplayName("An application that protects all paths")
class ClosedApplicationIT extends ClosedApplicationContract {

    @Deployment(testable = false)
    static WebArchive application() {
        return Installed.into(OldApplication.withNothingOpen("closed.war", ""));
    }
}
