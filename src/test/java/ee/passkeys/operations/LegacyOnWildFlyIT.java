// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Old applications on WildFly. */
class LegacyOnWildFlyIT extends LegacyContract {

    private static WildFlyNode server;

    @BeforeAll
    static void start() {
        server = WildFlyNode.fresh("wildfly-legacy", "standalone.xml");
        server.user(CLERK, PASSWORD, String.join(",", GROUPS)).with(SETTINGS.toArray(String[]::new));
        applications()
                .forEach(war -> war.as(ZipExporter.class)
                        .exportTo(server.deployments().resolve(war.getName()).toFile(), true));
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
