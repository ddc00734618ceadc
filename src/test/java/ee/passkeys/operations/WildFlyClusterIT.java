// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.testkit.Built;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;

/** Two nodes of WildFly on its configuration for clusters, which find each other on this machine alone. */
@Tag("operations")
class WildFlyClusterIT extends ClusterContract<WildFlyNode> {

    private static final Path CLUSTER = Path.of("src/test/resources/wildfly-cluster.cli");

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final String VIEW = "/subsystem=jgroups/channel=ee:read-attribute(name=view)";

    @Override
    List<WildFlyNode> nodes(WebArchive war, PostgresqlServer database) {
        int first = Ports.free();
        int second = Ports.free();
        return List.of(member("one", first, second, war, database), member("two", second, first, war, database));
    }

    /** A node that comes back may first be a cluster of its own. */
    @Override
    void awaitWholeCluster(WildFlyNode node) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!node.cli(VIEW).contains("] (2) [")) {
            assertThat(System.nanoTime()).as("the nodes do not find each other").isLessThan(deadline);
        }
    }

    private WildFlyNode member(String name, int port, int other, WebArchive war, PostgresqlServer database) {
        WildFlyNode node = WildFlyNode.fresh("wildfly-" + name, "standalone-ha.xml")
                .with(
                        "-Dpasskeys.data-source=java:jboss/datasources/Passkeys",
                        "-Djboss.node.name=" + name,
                        "-Djboss.bind.address.private=127.0.0.1",
                        "-Djgroups.bind_addr=127.0.0.1")
                .user("bob", "four-candles", "user");
        Map<String, String> parameters = new HashMap<>(WildFlyParameters.dataSource(database));
        parameters.put("cluster.port", String.valueOf(port));
        parameters.put("cluster.hosts", "127.0.0.1[" + port + "],127.0.0.1[" + other + "]");
        node.scripts(List.of(Built.serverConfig().resolve("wildfly/data-source.cli"), CLUSTER), parameters);
        war.as(ZipExporter.class).exportTo(node.deployments().resolve("old.war").toFile(), true);
        return node;
    }
}
