// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.value;

import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Objects;

/** Name of this machine or container, for people who read about several. */
public final class NodeName {

    private static final System.Logger LOG = ApplicationLog.of(NodeName.class);

    private NodeName() {}

    /**
     * Returns the name.
     *
     * @return the host name, or {@code unknown}
     */
    public static String current() {
        String host = Objects.requireNonNullElse(System.getenv("HOSTNAME"), "");
        if (!host.isBlank()) {
            return host;
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            LOG.log(Level.DEBUG, "The host name is unknown", e);
            return "unknown";
        }
    }
}
