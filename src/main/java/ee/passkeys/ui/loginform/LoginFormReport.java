// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ui.loginform;

import ee.passkeys.value.ApplicationLog;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Log of findings about login pages, each written once. */
final class LoginFormReport {

    private static final System.Logger LOG = ApplicationLog.of(LoginFormReport.class);
    private static final int MOST = 500;

    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private final String verb;

    /** With the words for what is done to a page, or only would be. */
    LoginFormReport(String verb) {
        this.verb = verb;
    }

    void tell(String path, Finding finding) {
        if (isNew(path, finding.text())) {
            System.Logger.Level level = finding.refused() ? System.Logger.Level.WARNING : System.Logger.Level.INFO;
            String words = finding.refused() ? finding.text() : verb + " " + finding.text();
            LOG.log(level, "Login page {0}: {1}", printable(path), words);
        }
    }

    void tell(String path, Throwable fault) {
        if (isNew(path, fault.getClass().getName())) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "Login page " + printable(path) + " not changed because of an error",
                    fault);
        }
    }

    // Nobody fills the log, or the memory, by asking for ever new addresses.
    private boolean isNew(String path, String text) {
        return told.size() < MOST && told.add(path + "\n" + text);
    }

    private static String printable(String path) {
        return path.replaceAll("[^\\x21-\\x7e]", "?");
    }
}
