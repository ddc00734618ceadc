// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Old applications on Payara Micro. */
class LegacyOnPayaraMicroIT extends LegacyContract {

    private static PayaraMicroNode server;

    @BeforeAll
    static void start() {
        server = PayaraMicroNode.fresh("payara-micro-legacy");
        server.user(CLERK, PASSWORD, String.join(":", GROUPS)).withJvm(SETTINGS.toArray(String[]::new));
        applications().forEach(server::deploy);
        server.start();
    }

    @AfterAll
    static void end() {
        server.close();
    }

    @Override
    ServerNode server() {
        return server;
    }
}
