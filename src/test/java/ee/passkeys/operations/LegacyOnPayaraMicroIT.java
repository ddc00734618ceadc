// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/** Old applications on Payara Micro. */
@Tag("operations")
class LegacyOnPayaraMicroIT extends LegacyContract {

    private static DirectoryServer directory;
    private static PayaraMicroNode server;

    @BeforeAll
    static void start() {
        directory = DirectoryServer.start();
        server = PayaraMicroNode.fresh("payara-micro-legacy").sharingClasses();
        server.user(LegacyJob.CLERK, LegacyJob.PASSWORD, String.join(":", GROUPS))
                .withJvm(options(directory))
                .withJvm("-Dproduct.name=Hidden");
        applications().forEach(server::deploy);
        server.start();
    }

    @AfterAll
    static void end() {
        server.close();
        directory.close();
    }

    @Override
    ServerNode server() {
        return server;
    }
}
