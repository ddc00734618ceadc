// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;

/** Two nodes of Payara Micro that find each other on this machine alone. */
@Tag("operations")
class PayaraMicroClusterIT extends ClusterContract<PayaraMicroNode> {

    /** Of the log, when two nodes see each other. */
    private static final String WHOLE = "DG Size: 2";

    @Override
    List<PayaraMicroNode> nodes(WebArchive war, PostgresqlServer database) {
        String cluster = "passkeys-" + UUID.randomUUID();
        int first = Ports.free();
        int second = Ports.free();
        String members = "tcpip:127.0.0.1:" + first + ",127.0.0.1:" + second;
        return List.of(
                member("one", cluster, members, first, war, database),
                member("two", cluster, members, second, war, database));
    }

    @Override
    void awaitWholeCluster(PayaraMicroNode node) {
        node.awaitLine(WHOLE);
    }

    private PayaraMicroNode member(
            String name, String cluster, String members, int port, WebArchive war, PostgresqlServer database) {
        PayaraMicroNode node = PayaraMicroNode.fresh("payara-" + name).sharingClasses();
        Map<String, String> environment = new HashMap<>(PayaraParameters.dataSource(database));
        environment.put("PASSKEYS_DB_PASSWORD", PostgresqlServer.PASSWORD);
        environment.put("PASSKEYS_DATA_SOURCE", "jdbc/passkeys");
        return node.environment(environment)
                .user(OldApplicationJob.USER, OldApplicationJob.PASSWORD, OldApplicationJob.GROUP)
                .deploy(war)
                .with("--name", name, "--clustername", cluster, "--clustermode", members)
                .with("--startport", String.valueOf(port), "--interfaces", "127.0.0.1")
                .with("--addlibs", PayaraParameters.driver().toString())
                .with("--prebootcommandfile", PayaraParameters.file("pre-boot").toString());
    }
}
