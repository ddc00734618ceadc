// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.server;

import java.util.List;

/** Jakarta Security as the supported servers implement it. */
public final class Soteria {

    private static final String PACKAGE = "org.glassfish.soteria.";

    /** WildFly has parts of its own before it. */
    private static final List<String> PACKAGES = List.of(PACKAGE, "org.wildfly.security.soteria.");

    private Soteria() {}

    /**
     * Tells whether a class is the container's own.
     *
     * @param type a bean of Jakarta Security
     * @return false for one of the application
     */
    public static boolean has(Class<?> type) {
        return PACKAGES.stream().anyMatch(type.getName()::startsWith);
    }

    /**
     * Tells whether a mechanism is the container's own for BASIC.
     *
     * @param type name of the class
     * @return false for one of the application
     */
    public static boolean isBasic(String type) {
        return type.startsWith(PACKAGE) && type.endsWith(".BasicAuthenticationMechanism");
    }
}
