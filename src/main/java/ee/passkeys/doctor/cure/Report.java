// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.doctor.cure;

import ee.passkeys.server.ServerProfile;
import java.util.ArrayList;
import java.util.List;

/** Text report of findings. */
public final class Report {

    private static final String INDENT = "        ";

    private Report() {}

    /**
     * Returns one line for each finding, followed by its cure.
     *
     * @param findings what was found
     * @param servers where the cures are typed; where they differ, each server's stand below its name
     * @return lines of text, the last one ended, too
     */
    public static String of(List<Finding> findings, ServerProfile... servers) {
        StringBuilder text = new StringBuilder();
        for (Finding finding : findings) {
            text.append(String.format("%-7s %s: %s", finding.state().word(), finding.check(), finding.finding()))
                    .append('\n');
            cures(finding.cure(), List.of(servers))
                    .forEach(line -> text.append(INDENT).append(line).append('\n'));
        }
        return text.toString();
    }

    private static List<String> cures(Cure cure, List<ServerProfile> servers) {
        List<String> first = cure.on(servers.get(0));
        if (servers.stream().allMatch(server -> cure.on(server).equals(first))) {
            return first;
        }
        List<String> lines = new ArrayList<>();
        for (ServerProfile server : servers) {
            List<String> own = cure.on(server);
            if (!own.isEmpty()) {
                lines.add("# " + server.label());
                lines.addAll(own);
            }
        }
        return lines;
    }
}
