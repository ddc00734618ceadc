// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import java.util.List;
import java.util.OptionalInt;

/** The WildFly that test classes of one process share: it starts before the first of them and runs until the process ends. */
public final class SharedWildFly {

    private static final String PASSWORD = "four-candles";

    /** A security domain for applications whose users live in identity stores of their own. */
    private static final List<String> IDENTITY_STORES = List.of(
            "/subsystem=undertow/application-security-domain=identity-stores"
                    + ":add(security-domain=ApplicationDomain,integrated-jaspi=false)",
            "/subsystem=ejb3/application-security-domain=identity-stores:add(security-domain=ApplicationDomain)");

    /** MicroProfile Health, which this configuration does not have. */
    private static final List<String> HEALTH = List.of(
            "/extension=org.wildfly.extension.microprofile.health-smallrye:add",
            "/subsystem=microprofile-health-smallrye:add(security-enabled=false)",
            "reload");

    private static final String NAME = "wildfly-it-" + Ports.FORK;

    private static boolean runs;

    private SharedWildFly() {}

    /** Starts it, unless it runs, and tells where it is by the system properties {@code passkeys.it.wildfly.management} and {@code .base}. */
    public static synchronized void start() {
        if (!runs) {
            KeptServer kept = KeptServer.of(NAME);
            OptionalInt known = kept.port();
            int management = known.isPresent() ? cleared(known.getAsInt()) : started(kept);
            System.setProperty("passkeys.it.wildfly.management", String.valueOf(management));
            System.setProperty(
                    "passkeys.it.wildfly.base", WildFlyNode.baseOf(NAME).toString());
            runs = true;
        }
    }

    private static int started(KeptServer kept) {
        WildFlyNode node = WildFlyNode.fresh(NAME, "standalone.xml")
                // All tests come from one address.
                .with("-Dpasskeys.rate-limit.per-address=1000000")
                .user("bob", PASSWORD, "user")
                .user("eve", PASSWORD, "user")
                .user("ann", PASSWORD, "user,boss")
                .user("tim", PASSWORD, "user,temp")
                .user("root", PASSWORD, "user");
        node.start();
        node.type(IDENTITY_STORES);
        node.type(HEALTH);
        node.keep(kept);
        return node.management();
    }

    /** A run that was ended in the middle has left an application there. */
    private static int cleared(int management) {
        WildFlyCommandLine.type(
                management,
                WildFlyNode.baseOf(NAME),
                List.of("for name in :read-children-names(child-type=deployment)", "undeploy $name", "done"));
        return management;
    }
}
