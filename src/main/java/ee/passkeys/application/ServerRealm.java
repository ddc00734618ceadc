// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.application;

/** Chooses the {@link ContainerRealm} of the current server. */
public final class ServerRealm {

    private ServerRealm() {}

    /**
     * Returns the realm of the current server.
     *
     * @return WildFly's, or one that leaves everything to the container, as Payara and GlassFish can
     */
    public static ContainerRealm current() {
        return isWildFly() ? new ElytronRealm() : new DefaultRealm();
    }

    /** Asked here, because {@link ElytronRealm} cannot so much as be loaded elsewhere. */
    private static boolean isWildFly() {
        try {
            Class.forName("org.wildfly.security.auth.server.SecurityDomain", false, ServerRealm.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
