// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the doctor warns of in the log of a server, at the start of an application. */
final class StartWarnings {

    private StartWarnings() {}

    /** The lines that cure one thing, as an operator copies them; none where there is no warning of it. */
    static List<String> cure(String log, String check) {
        Matcher warning = Pattern.compile("(?m)[\\s\\[]" + Pattern.quote(check) + ": [^\\n]*\\n((?: {4}[^\\n]*\\n)+)")
                .matcher(log.replaceAll("(\\|#]|]])\\R", "\n"));
        return warning.find()
                ? warning.group(1).lines().map(line -> line.substring(4)).toList()
                : List.of();
    }
}
