// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.doctor.cure;

import java.util.ArrayList;
import java.util.List;

/** Formatter for the commands of the servers, ready to be typed. */
final class Commands {

    private static final String PLAIN = "[A-Za-z0-9._/:,=@+-]+";

    private Commands() {}

    /** Commands of WildFly, and the reload with which they come to count. */
    static List<String> wildFly(String... commands) {
        List<String> lines = new ArrayList<>(List.of(commands));
        lines.add("reload");
        return List.copyOf(lines);
    }

    /**
     * Gives a resource of WildFly some attributes, whether it is there already or not.
     *
     * @param address of the resource
     * @param attributes name and value in turn
     */
    static List<String> wildFlyResource(String address, String... attributes) {
        List<String> pairs = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        lines.add("if (outcome == success) of " + address + ":read-resource");
        for (int i = 0; i < attributes.length; i += 2) {
            pairs.add(attributes[i] + "=" + attributes[i + 1]);
            lines.add("  " + address + ":write-attribute(name=" + attributes[i] + ",value=" + attributes[i + 1] + ")");
        }
        lines.add("else");
        lines.add("  " + address + ":add(" + String.join(",", pairs) + ")");
        lines.add("end-if");
        return wildFly(lines.toArray(String[]::new));
    }

    /** Commands of Payara and GlassFish; the Micro reads them from a file. */
    static List<String> asadmin(Server server, String... commands) {
        List<String> lines = new ArrayList<>();
        if (server == Server.PAYARA_MICRO) {
            lines.add("# add to the file of --postbootcommandfile, then restart");
        }
        for (String command : commands) {
            lines.add(server == Server.PAYARA_MICRO ? command : "asadmin " + command);
        }
        return List.copyOf(lines);
    }

    /** A setting for Payara Micro, whose files of commands take no value with blanks. */
    static List<String> property(String key, String value) {
        return List.of(
                "# add to the file of --systemproperties, then restart", key + "=" + value.replace("\\", "\\\\"));
    }

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
