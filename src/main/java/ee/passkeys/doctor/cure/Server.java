// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.doctor.cure;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Servers with commands of their own, and all others. */
public enum Server {
    /** WildFly, and JBoss EAP, which is made of it. */
    WILDFLY("WildFly"),
    /** Payara Micro, which takes the commands of Payara Server at its start, from a file. */
    PAYARA_MICRO("Payara Micro"),
    /** Payara Server. */
    PAYARA("Payara"),
    /** GlassFish. */
    GLASSFISH("GlassFish"),
    /** One whose commands we do not know. */
    OTHER("other");

    private final String label;

    Server(String label) {
        this.label = label;
    }

    /**
     * Recognizes a server by its name and version.
     *
     * @param info as {@code ServletContext.getServerInfo} has it, such as {@code Payara Server 6.2025.10}
     * @return the server, {@link #OTHER} for one that we do not know
     */
    public static Server of(String info) {
        String text = info.contains("JBoss EAP") ? WILDFLY.label : info;
        return Arrays.stream(values())
                .filter(server -> text.contains(server.label))
                .findFirst()
                .orElse(OTHER);
    }

    /**
     * Finds a server by its name on the command line.
     *
     * @param word such as {@code payara-micro}
     * @return the server, or empty when no server is called so
     */
    public static Optional<Server> named(String word) {
        return Arrays.stream(values())
                .filter(server -> server.word().equals(word))
                .findFirst();
    }

    /**
     * Returns the name on the command line.
     *
     * @return such as {@code payara-micro}
     */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Returns the display name.
     *
     * @return such as {@code Payara Micro}
     */
    public String label() {
        return label;
    }
}
