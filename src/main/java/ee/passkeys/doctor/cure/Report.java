// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.doctor.cure;

import java.util.List;

/** Findings for people to read. */
public final class Report {

    private static final String INDENT = "        ";

    private Report() {}

    /**
     * Each finding in a line, and what to type below it.
     *
     * @param findings what was found
     * @param server where the cures are typed
     * @return lines of text, the last one ended, too
     */
    public static String of(List<Finding> findings, Server server) {
        StringBuilder text = new StringBuilder();
        for (Finding finding : findings) {
            text.append(head(finding));
            finding.cure()
                    .on(server)
                    .forEach(line -> text.append(INDENT).append(line).append('\n'));
        }
        return text.toString();
    }

    private static String head(Finding finding) {
        return String.format("%-7s %s: %s\n", finding.state().word(), finding.check(), finding.finding());
    }
}
