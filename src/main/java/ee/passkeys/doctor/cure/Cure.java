// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.doctor.cure;

import ee.passkeys.server.ServerProfile;
import java.util.ArrayList;
import java.util.List;

/** Cure of a finding: lines that an operator types, or writes into a file. */
@FunctionalInterface
public interface Cure {

    /** Where there is nothing to cure. */
    Cure NONE = server -> List.of();

    /**
     * The lines for one kind of server, in their order.
     *
     * @param server where they are typed
     * @return whole commands, settings, or lines for a file that is named; empty when that server needs nothing
     */
    List<String> on(ServerProfile server);

    /**
     * The same on all servers.
     *
     * @param lines what to type or to write
     * @return a cure with just these
     */
    static Cure of(String... lines) {
        List<String> all = List.of(lines);
        return server -> all;
    }

    /**
     * This one, then another.
     *
     * @param next what is to be done afterwards
     * @return both in one
     */
    default Cure then(Cure next) {
        return server -> {
            List<String> lines = new ArrayList<>(on(server));
            lines.addAll(next.on(server));
            return List.copyOf(lines);
        };
    }
}
