// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.install;

import ee.passkeys.admin.cli.AdminCommand;
import ee.passkeys.admin.cli.Terminal;
import ee.passkeys.doctor.cure.Cures;
import ee.passkeys.doctor.cure.Finding;
import ee.passkeys.doctor.cure.Report;
import ee.passkeys.install.war.Library;
import ee.passkeys.install.war.War;
import ee.passkeys.install.war.WebXmlCopy;
import ee.passkeys.install.zip.NewEntry;
import ee.passkeys.install.zip.Output;
import ee.passkeys.install.zip.RefusedException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Command line of the {@code -all} jar. */
public final class Main {

    static final int DONE = 0;
    static final int REFUSED = 1;
    static final int WRONG_USAGE = 2;

    private static final String USAGE = """
            Adds passkeys to the WAR of a Jakarta EE application without rebuilding it.

            java -jar {jar} add <war> [-o <file>] [--force]
                Writes a copy of the WAR that contains this jar, and prints the next steps. A jar of another
                version is replaced. Default file: <name>-passkeys.war next to the WAR.
            java -jar {jar} inspect <war>
                Prints what add would print, and writes nothing.
            java -jar {jar} doctor <war> [--server wildfly|payara|payara-micro|glassfish]
                Reports what prevents passkeys from working in the WAR, with the exact lines that cure it.
                Default servers: WildFly and Payara.
            java -jar {jar} remove <war> [-o <file>] [--force]
                Writes a copy of the WAR without this jar. Default file: <name>-without-passkeys.war.
            java -jar {jar} web-xml <war> [-o <file>] [--force]
                Writes the web.xml that includes this jar, for an overlay on the server. It is needed only if
                the absolute-ordering of the WAR omits this jar. Default file: <name>-web.xml.
            java -jar {jar} wellknown --settings <file> [--context /<path>]
                [--rp-id <id>] -o ROOT.war|<directory> [--force]
                Writes a WAR with the well-known files, for the root of the host that passkeys.rp.id names, if the
                application is elsewhere; or, in a directory, the files themselves. The settings are lines such as
                passkeys.rp.id=example.com. --rp-id is for the host of another relying party in them, such as that
                of passkeys.rp.id.host.shop.example.
            java -jar {jar} users|passkeys ...
                Administers users and passkeys in the database; --help behind it prints how.
            java -jar {jar} --help | --version

            The given WAR is never changed, and the copy keeps the bytes of all other entries.
            --force overwrites an existing file, and accepts a signed WAR.
            Exit codes: 0 success, 1 refused or problem found by doctor, 2 wrong usage.
            """;

    private static final Set<String> HELP = Set.of("-h", "--help");
    private static final Set<String> VERSION = Set.of("-V", "--version", "version");

    private final PasskeysJar jar;
    private final PrintStream out;
    private final PrintStream err;

    Main(PasskeysJar jar, PrintStream out, PrintStream err) {
        this.jar = jar;
        this.out = out;
        this.err = err;
    }

    /**
     * Runs the command, and ends the JVM with 0 for success, 1 for a refusal and 2 for wrong usage.
     *
     * @param args the words; {@code --help} tells which there are
     */
    public static void main(String[] args) {
        System.exit(start(List.of(args)));
    }

    private static int start(List<String> words) {
        try {
            return new Main(PasskeysJar.running(), System.out, System.err).run(words);
        } catch (IOException | RefusedException e) {
            System.err.println(e.getMessage());
            return REFUSED;
        }
    }

    /** Does it, and gives the exit code. */
    int run(List<String> words) {
        if (asksForHelp(words)) {
            out.print(isAdministration(words) ? AdminCommand.USAGE.replace("{jar}", jarName()) : usage());
            return DONE;
        }
        if (words.size() == 1 && VERSION.contains(words.get(0))) {
            out.println("passkeys-ee " + jar.version());
            return DONE;
        }
        if (isAdministration(words)) {
            return new AdminCommand(Terminal.ofProcess()).run(words, jarName());
        }
        try {
            if (!words.isEmpty() && words.get(0).equals(WellKnownCommand.NAME)) {
                WellKnownCommand.run(words.subList(1, words.size()), out);
                return DONE;
            }
            return run(Arguments.parse(words));
        } catch (UsageException e) {
            err.println(e.getMessage());
            err.print(usage());
            return WRONG_USAGE;
        } catch (RefusedException e) {
            err.println(e.getMessage());
            return REFUSED;
        } catch (IOException e) {
            err.println("No file was written: " + e);
            return REFUSED;
        }
    }

    /** Also behind a command. */
    private static boolean asksForHelp(List<String> words) {
        return words.equals(List.of("help")) || words.stream().anyMatch(HELP::contains);
    }

    private int run(Arguments arguments) throws IOException, RefusedException {
        switch (arguments.command()) {
            case ADD -> add(arguments);
            case DOCTOR -> {
                return doctor(arguments);
            }
            case INSPECT -> inspect(arguments);
            case REMOVE -> remove(arguments);
            case WEB_XML -> webXml(arguments);
        }
        return DONE;
    }

    private int doctor(Arguments arguments) throws IOException, RefusedException {
        List<Finding> findings = Findings.of(War.read(arguments.war()), jar);
        out.print(Report.of(findings, arguments.servers()));
        long wrong = findings.stream().filter(Finding::isWrong).count();
        out.println();
        out.println(
                wrong == 0
                        ? "No problems found. The server is checked at startup and at passkeys/api/doctor."
                        : "Problems: " + wrong + ".");
        return wrong == 0 ? DONE : REFUSED;
    }

    private void add(Arguments arguments) throws IOException, RefusedException {
        Output output = output(arguments, "-passkeys.war");
        Addition addition = Addition.of(War.read(arguments.war()), jar, arguments.force());
        output.write(addition.content());
        out.println("Wrote " + output.file() + ", which is " + arguments.war() + " with " + jar.entry()
                + inPlaceOf(addition.replaced()) + ".");
        report(addition.war(), output.file());
    }

    private void inspect(Arguments arguments) throws IOException, RefusedException {
        Addition addition = Addition.of(War.read(arguments.war()), jar, false);
        out.println(
                "No file was written; the add command would add " + jar.entry() + inPlaceOf(addition.replaced()) + ".");
        report(addition.war(), arguments.war());
    }

    private void remove(Arguments arguments) throws IOException, RefusedException {
        Output output = output(arguments, "-without-passkeys.war");
        Removal removal = Removal.of(War.read(arguments.war()), arguments.force());
        output.write(removal.content());
        out.println("Wrote " + output.file() + ", which is " + arguments.war() + " without " + names(removal.removed())
                + ".");
    }

    private void webXml(Arguments arguments) throws IOException, RefusedException {
        Output output = output(arguments, "-web.xml");
        NewEntry copy = WebXmlCopy.with(War.read(arguments.war()))
                .orElseThrow(() -> new RefusedException(
                        "No file was written: the web.xml of " + arguments.war() + " does not omit passkeys."));
        output.write(copy.content());
        out.println("Wrote " + output.file() + ", the web.xml of " + arguments.war() + " with " + Cures.FRAGMENT
                + " in its absolute-ordering.");
    }

    private void report(War war, Path deployed) {
        out.println();
        out.println("Found:");
        Findings.of(war, jar, deployed).forEach(finding -> out.println("  " + sentence(finding)));
        out.println();
        NextSteps.of(Output.stem(deployed)).forEach(out::println);
    }

    private static String sentence(Finding finding) {
        String text = finding.finding();
        return finding.isWrong()
                ? "Warning: " + text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1)
                : text;
    }

    private static Output output(Arguments arguments, String suffix) throws IOException, RefusedException {
        return Output.of(arguments.war(), arguments.outputFile(), suffix, arguments.force());
    }

    private static String inPlaceOf(List<Library> replaced) {
        return replaced.isEmpty() ? "" : " in place of " + names(replaced);
    }

    private static String names(List<Library> libraries) {
        return libraries.stream()
                .map(library -> library.name() + " (" + library.version() + ")")
                .collect(Collectors.joining(", "));
    }

    private static boolean isAdministration(List<String> words) {
        return !words.isEmpty() && AdminCommand.NAMES.contains(words.get(0));
    }

    private String usage() {
        return USAGE.replace("{jar}", jarName());
    }

    private String jarName() {
        return String.valueOf(jar.file().getFileName());
    }
}
