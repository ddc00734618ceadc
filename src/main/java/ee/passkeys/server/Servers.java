// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.server;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The servers that we know, and which of them this is. */
public final class Servers {

    /** Context parameter that names the mechanism on Payara, whatever other mechanisms there are. */
    public static final String MECHANISM_PARAMETER = "fish.payara.security.mechanism";

    /** WildFly, and JBoss EAP. */
    public static final ServerProfile WILDFLY = new WildFly();

    /** Payara Micro. */
    public static final ServerProfile PAYARA_MICRO = new PayaraMicro();

    /** Payara Server. */
    public static final ServerProfile PAYARA = new Payara();

    /** GlassFish. */
    public static final ServerProfile GLASSFISH = new GlassFish();

    /** One that nobody knows. */
    public static final ServerProfile OTHER = new OtherServer();

    /** What is made of another server stands before it; the last one is every server. */
    private static final List<ServerProfile> ALL = List.of(WILDFLY, PAYARA_MICRO, PAYARA, GLASSFISH, OTHER);

    private static final ServerProfile CURRENT = having(Servers::isVisible);

    private Servers() {}

    /**
     * Returns all servers.
     *
     * @return {@link #OTHER} as the last
     */
    public static List<ServerProfile> all() {
        return ALL;
    }

    /**
     * Returns the server that runs this code. Its classes tell; what it says of itself is for operators to hide.
     *
     * @return {@link #OTHER} outside of a server, too
     */
    public static ServerProfile current() {
        return CURRENT;
    }

    /**
     * Finds a server by its name on the command line.
     *
     * @param word such as {@code payara-micro}
     * @return the server, or empty when no server is called so
     */
    public static Optional<ServerProfile> named(String word) {
        return ALL.stream().filter(server -> server.word().equals(word)).findFirst();
    }

    /** The first that has what it needs. */
    static ServerProfile having(Predicate<String> classes) {
        return ALL.stream().filter(server -> server.has(classes)).findFirst().orElse(OTHER);
    }

    private static boolean isVisible(String type) {
        return isVisible(type, Servers.class.getClassLoader()) || isVisible(type, ClassLoader.getSystemClassLoader());
    }

    private static boolean isVisible(String type, ClassLoader loader) {
        try {
            Class.forName(type, false, loader);
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
