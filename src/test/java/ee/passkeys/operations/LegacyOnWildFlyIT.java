// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import ee.passkeys.testkit.Built;
import java.util.List;
import java.util.Map;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/** Old applications on WildFly. */
@Tag("operations")
class LegacyOnWildFlyIT extends LegacyContract {

    private static DirectoryServer directory;
    private static WildFlyNode server;

    @BeforeAll
    static void start() {
        directory = DirectoryServer.start();
        server = WildFlyNode.fresh("wildfly-legacy", "standalone.xml");
        server.user(LegacyJob.CLERK, LegacyJob.PASSWORD, String.join(",", GROUPS))
                .with(options(directory));
        server.scripts(
                List.of(Built.serverConfig().resolve("wildfly/identity-stores.cli")),
                Map.of(
                        "application.security-domain",
                        "identity-stores",
                        "elytron.security-domain",
                        "ApplicationDomain"));
        applications()
                .forEach(war -> war.as(ZipExporter.class)
                        .exportTo(server.deployments().resolve(war.getName()).toFile(), true));
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
