// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.application;

import ee.passkeys.server.ServerProfile;

/** Chooses the {@link ContainerRealm} of the current server. */
public final class ServerRealm {

    private ServerRealm() {}

    /**
     * Returns the realm of a server.
     *
     * @param server the server that runs this code
     * @return WildFly's, or one that leaves everything to the container, as Payara and GlassFish can
     */
    public static ContainerRealm of(ServerProfile server) {
        return server.hasElytron() ? new ElytronRealm() : new DefaultRealm();
    }
}
