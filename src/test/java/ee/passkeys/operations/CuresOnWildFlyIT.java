// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.testkit.Built;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the doctor says to type into the command line of WildFly is typed as it stands there, and cures. */
class CuresOnWildFlyIT {

    /** Where nobody can ask the doctor, it warns when the application is deployed. */
    @Test
    void curesASecurityDomainThatTakesNoCallersOfTheApplication() {
        try (WildFlyNode server = WildFlyNode.fresh("wildfly-cures-stores", "standalone.xml")) {
            server.start();
            server.cli("deployment deploy-file " + Built.demo() + " --name=demo.war --runtime-name=demo.war");
            List<String> lines = StartWarnings.cure(server.log(), "integrated-jaspi");
            assertThat(lines).as(server.log()).isNotEmpty();

            server.type(lines);

            new DemoJob(server).addsAPasskeyToAPassword();
        }
    }
}
