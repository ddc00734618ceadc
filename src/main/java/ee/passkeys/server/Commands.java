// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.server;

/** Values in the commands of servers. */
final class Commands {

    private static final String PLAIN = "[A-Za-z0-9._/:,=@+-]+";

    private Commands() {}

    /** Whether a value means the same wherever it is written. */
    static boolean isPlain(String value) {
        return value.matches(PLAIN);
    }

    /** A value for a shell. */
    static String shell(String value) {
        return isPlain(value) ? value : "'" + value.replace("'", "'\\''") + "'";
    }

    /** A value for the command line of WildFly. */
    static String quoted(String value) {
        return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    /** A value in a list of asadmin, whose items are separated by colons. */
    static String escaped(String value) {
        return value.replace("\\", "\\\\").replace(":", "\\:");
    }
}
