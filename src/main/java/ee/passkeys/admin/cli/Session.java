// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.admin.cli;

import com.fasterxml.jackson.databind.JsonNode;
import ee.passkeys.admin.Administration;
import ee.passkeys.admin.AuditReview;
import ee.passkeys.admin.Codes;
import ee.passkeys.admin.RuntimeChanges;
import java.util.Optional;

/**
 * One command on one database.
 *
 * @param users acts on users
 * @param codes acts on codes
 * @param audit the audit table, or empty where the secret is not given
 * @param settings settings that count while the application runs
 * @param operator who acts
 * @param terminal where it runs
 * @param json whether the result is printed for programs
 */
record Session(
        Administration users,
        Codes codes,
        Optional<AuditReview> audit,
        RuntimeChanges settings,
        String operator,
        Terminal terminal,
        boolean json) {

    void print(JsonNode node) {
        say(node.toPrettyString());
    }

    void say(String what, int count) {
        say(json ? "{\"" + what + "\":" + count + "}" : what + ": " + count);
    }

    void say(String line) {
        terminal.out().println(line);
    }

    /** A name cannot change what the terminal shows. */
    static String plain(String text) {
        return text.replaceAll("\\p{C}", "?");
    }

    /** The audit table, for a command that was refused without it. */
    AuditReview review() {
        return audit.orElseThrow();
    }
}
