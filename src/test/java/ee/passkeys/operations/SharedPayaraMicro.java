// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import java.net.URI;
import java.util.OptionalInt;
import java.util.UUID;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jspecify.annotations.Nullable;

/** The Payara Micro that test classes of one process share: it starts before the first of them and runs until the process ends. */
public final class SharedPayaraMicro {

    private static final String NAME = "payara-micro-it-" + Ports.FORK;

    private static final String PASSWORD = "four-candles";

    private static @Nullable URI root;

    private SharedPayaraMicro() {}

    /** Starts it with an application, unless it runs; returns its root. */
    public static synchronized URI start(WebArchive first) {
        if (root == null) {
            KeptServer kept = KeptServer.of(NAME);
            OptionalInt port = kept.port();
            root = port.isPresent() ? PayaraMicroNode.rootAt(port.getAsInt()) : started(first, kept);
        }
        return root;
    }

    private static URI started(WebArchive first, KeptServer kept) {
        PayaraMicroNode node = PayaraMicroNode.fresh(NAME)
                // All tests come from one address, and many applications come and go.
                .withJvm("-Dpasskeys.rate-limit.per-address=1000000", ServerProcess.FEW_ITERATIONS, "-Xmx2g")
                // It takes part in a cluster with every other of the name that it hears.
                .with("--clustername", "passkeys-" + UUID.randomUUID(), "--interfaces", "127.0.0.1")
                .user("bob", PASSWORD, "user")
                .user("eve", PASSWORD, "user")
                .user("ann", PASSWORD, "user:boss")
                .user("tim", PASSWORD, "user:temp")
                .user("root", PASSWORD, "user")
                .deploy(first);
        node.start();
        node.keep(kept);
        return node.root();
    }
}
