// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;

/** Two nodes of Payara Micro that find each other on this machine alone. */
class PayaraMicroClusterIT extends ClusterContract {

    /** Of the log, when two nodes see each other. */
    private static final String WHOLE = "DG Size: 2";

    private final AtomicInteger running = new AtomicInteger();
    private PostgresqlServer database;

    @Override
    List<? extends ServerNode> start(WebArchive war) {
        database = PostgresqlServer.start();
        String cluster = "passkeys-" + UUID.randomUUID();
        int first = Ports.free();
        int second = Ports.free();
        String members = "tcpip:127.0.0.1:" + first + ",127.0.0.1:" + second;
        List<Member> nodes =
                List.of(member("one", cluster, members, first, war), member("two", cluster, members, second, war));
        nodes.forEach(ServerNode::start);
        return nodes;
    }

    @AfterAll
    void endDatabase() {
        database.close();
    }

    private Member member(String name, String cluster, String members, int port, WebArchive war) {
        PayaraMicroNode node = PayaraMicroNode.fresh("payara-" + name);
        Map<String, String> environment = new HashMap<>(PayaraParameters.dataSource(database));
        environment.put("PASSKEYS_DB_PASSWORD", PostgresqlServer.PASSWORD);
        environment.put("PASSKEYS_DATA_SOURCE", "jdbc/passkeys");
        node.environment(environment)
                .user(OldApplicationJob.USER, OldApplicationJob.PASSWORD, OldApplicationJob.GROUP)
                .deploy(war)
                .with("--name", name, "--clustername", cluster, "--clustermode", members)
                .with("--startport", String.valueOf(port), "--interfaces", "127.0.0.1")
                .with("--addlibs", PayaraParameters.driver().toString())
                .with("--prebootcommandfile", PayaraParameters.file("pre-boot").toString());
        return new Member(node);
    }

    private final class Member implements ServerNode {

        private final PayaraMicroNode node;

        Member(PayaraMicroNode node) {
            this.node = node;
        }

        @Override
        public void start() {
            node.start();
            if (running.incrementAndGet() == 2) {
                node.awaitLine(WHOLE);
            }
        }

        @Override
        public void kill() {
            running.decrementAndGet();
            node.kill();
        }

        @Override
        public URI root() {
            return node.root();
        }

        @Override
        public void close() {
            node.close();
        }
    }
}
