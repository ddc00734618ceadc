// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The WildFly that test classes of one process share: it starts before the first of them and runs until the process ends. */
public final class SharedWildFly {

    private static final String PASSWORD = "four-candles";

    /** A security domain for applications whose users live in identity stores of their own. */
    private static final List<String> IDENTITY_STORES = List.of(
            "/subsystem=undertow/application-security-domain=identity-stores"
                    + ":add(security-domain=ApplicationDomain,integrated-jaspi=false)",
            "/subsystem=ejb3/application-security-domain=identity-stores:add(security-domain=ApplicationDomain)");

    private static @Nullable WildFlyNode server;

    private SharedWildFly() {}

    /** Starts it, unless it runs, and tells where it is by the system properties {@code passkeys.it.wildfly.management} and {@code .base}. */
    public static synchronized void start() {
        if (server == null) {
            WildFlyNode node = WildFlyNode.fresh("wildfly-it-" + Ports.FORK, "standalone.xml")
                    // All tests come from one address.
                    .with("-Dpasskeys.rate-limit.per-address=1000000")
                    .user("bob", PASSWORD, "user")
                    .user("eve", PASSWORD, "user")
                    .user("ann", PASSWORD, "user,boss")
                    .user("tim", PASSWORD, "user,temp")
                    .user("root", PASSWORD, "user");
            node.start();
            node.type(IDENTITY_STORES);
            System.setProperty("passkeys.it.wildfly.management", String.valueOf(node.management()));
            System.setProperty("passkeys.it.wildfly.base", node.base().toString());
            server = node;
        }
    }
}
