// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.server;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Payara Micro, which takes the commands of Payara Server at its start, from a file. */
final class PayaraMicro extends Payara {

    PayaraMicro() {
        super("Payara Micro");
    }

    /** Payara Server has the classes that begin Payara Micro, too, but not this one. */
    @Override
    boolean has(Predicate<String> classes) {
        return super.has(classes) && classes.test("fish.payara.micro.impl.PayaraMicroImpl");
    }

    /** A file of commands takes no value with blanks. */
    @Override
    public List<String> setting(String key, String value, ApplicationName application) {
        return Commands.isPlain(value)
                ? super.setting(key, value, application)
                : List.of(
                        "# add to the file of --systemproperties, then restart",
                        key + "=" + value.replace("\\", "\\\\"));
    }

    /** A WAR is not deployed by a name that one could replace a file of. */
    @Override
    public List<String> replacedFile(String path, ApplicationName application) {
        return List.of();
    }

    @Override
    public List<String> mechanism(String type, ApplicationName application) {
        return List.of(
                "in WEB-INF/web.xml: <param-value>" + type + "</param-value> for " + Servers.MECHANISM_PARAMETER);
    }

    @Override
    String listener() {
        return "http-listener";
    }

    @Override
    List<String> commands(String... commands) {
        List<String> lines = new ArrayList<>();
        lines.add("# add to the file of --postbootcommandfile, then restart");
        lines.addAll(List.of(commands));
        return List.copyOf(lines);
    }

    /** The restart is that of the server. */
    @Override
    List<String> restarted(ApplicationName application, String... commands) {
        return commands(commands);
    }

    /** A file of commands is read by no shell. */
    @Override
    String argument(String value) {
        return value;
    }
}
