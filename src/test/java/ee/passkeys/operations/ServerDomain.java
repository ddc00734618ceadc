// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.testkit.Built;
import ee.passkeys.testkit.Starts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A domain of its own, on ports of its own, in Payara Server or GlassFish, that asadmin is run on as an operator does. */
final class ServerDomain implements ServerNode {

    private static final String NAME = "shop";

    /** Its last word; what it says before about the time of its start comes while applications are loaded. */
    private static final String STARTED = "JMXStartupService has started";

    /** Of the ports that a domain has: administration, applications, and what else it opens. */
    private static final int ADMINISTRATION = 48;

    private static final int APPLICATIONS = 80;
    private static final int TLS = 81;
    private static final List<Integer> OTHERS = List.of(9, 37, 38, 39, 49, 59, 66, 76, TLS, 86);

    /** Of a word: what stands in quotes, or a letter that a backslash has let through. */
    private static final Pattern PART = Pattern.compile("'([^']*)'|\\\\(.)");

    private final Path home;
    private final Path directory;
    private final int firstPort;
    private final Map<String, String> environment = new HashMap<>();
    private final List<String> options = new ArrayList<>();
    private ServerProcess server;
    private int runs;

    private ServerDomain(Path home, String name) {
        this.home = home;
        this.directory = Directories.empty(Built.target().resolve("server").resolve(name));
        this.firstPort = Ports.freeBase(Stream.concat(Stream.of(ADMINISTRATION, APPLICATIONS), OTHERS.stream())
                .toList());
    }

    /** A new domain of Payara Server. */
    static ServerDomain payara(String name) {
        return new ServerDomain(Built.payaraServer(), name).create();
    }

    /** A new domain of GlassFish. */
    static ServerDomain glassfish(String name) {
        return new ServerDomain(Built.glassfish(), name).create();
    }

    /** Environment that it is started with from now on. */
    ServerDomain environment(Map<String, String> variables) {
        environment.putAll(variables);
        return this;
    }

    /** Options that it is started with from now on, such as a file of commands. */
    ServerDomain with(String... more) {
        options.addAll(List.of(more));
        return this;
    }

    /** Gives it a library before it starts, as {@code add-library} gives one to a running server, which must start again then. */
    ServerDomain library(Path jar) {
        try {
            Files.copy(jar, directory.resolve(NAME).resolve("lib").resolve(jar.getFileName()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Runs a command, on the running server unless it is one for this machine; says what was printed. */
    String asadmin(String... words) {
        return run(List.of(words), Map.of());
    }

    /** Runs a command that takes passwords, which go into a file, by name such as {@code AS_ADMIN_ALIASPASSWORD}. */
    String asadmin(Map<String, String> passwords, String... words) {
        return run(List.of(words), passwords);
    }

    /** Types lines as they would be read by a shell. */
    void type(List<String> lines) {
        for (String line : lines.stream().filter(each -> !each.startsWith("#")).toList()) {
            List<String> words = words(line);
            assertThat(words.get(0)).as(line).isEqualTo("asadmin");
            run(words.subList(1, words.size()), Map.of());
        }
    }

    /** Where its files are, and commands are typed. */
    Path directory() {
        return directory;
    }

    @Override
    public String log() {
        return server.output();
    }

    /** What its configuration is now. */
    String model() {
        try {
            return Files.readString(directory.resolve(NAME).resolve("config/domain.xml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void start() {
        Starts.note(home.equals(Built.payaraServer()) ? "Payara Server" : "GlassFish");
        List<String> words = new ArrayList<>(List.of("start-domain", "--verbose", "--domaindir", directory.toString()));
        words.addAll(options);
        words.add(NAME);
        Map<String, String> quick = new HashMap<>(environment);
        quick.put("JDK_JAVA_OPTIONS", ServerProcess.QUICK + " " + ServerProcess.FEW_ITERATIONS);
        server = ServerProcess.start(command(words), quick, directory.resolve("server.log"))
                .awaitLine(STARTED);
    }

    @Override
    public void kill() {
        server.kill();
        server = null;
    }

    @Override
    public URI root() {
        return URI.create("http://localhost:" + (firstPort + APPLICATIONS) + "/");
    }

    /** Where it serves the same by https. */
    int tlsPort() {
        return firstPort + TLS;
    }

    @Override
    public ServerProcess process() {
        return server;
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
            server = null;
        }
    }

    private ServerDomain create() {
        asadmin(
                "create-domain",
                "--nopassword=true",
                "--domaindir",
                directory.toString(),
                "--portbase",
                String.valueOf(firstPort),
                NAME);
        return this;
    }

    private String run(List<String> words, Map<String, String> passwords) {
        runs++;
        List<String> command = command(words);
        if (!passwords.isEmpty()) {
            command.addAll(
                    command.size() - words.size(),
                    List.of("--passwordfile", file(passwords).toString()));
        }
        ServerProcess process =
                ServerProcess.start(command, environment, directory.resolve("command-" + runs + ".log"));
        assertThat(process.awaitEnd())
                .as(() -> String.join(" ", command) + "\n" + process.output())
                .isZero();
        return process.output();
    }

    /** The words of a line, of which some stand in single quotes. */
    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        Matcher word = Pattern.compile("(?:[^\\s'\\\\]|'[^']*'|\\\\.)+").matcher(line);
        while (word.find()) {
            words.add(PART.matcher(word.group())
                    .replaceAll(
                            part -> Matcher.quoteReplacement(part.group(1) == null ? part.group(2) : part.group(1))));
        }
        return words;
    }

    private List<String> command(List<String> words) {
        List<String> command = ServerProcess.java(List.of());
        command.addAll(List.of(
                "-jar",
                home.resolve("glassfish/lib/client/appserver-cli.jar").toString(),
                "--user",
                "admin",
                "--interactive=false",
                "--port",
                String.valueOf(firstPort + ADMINISTRATION)));
        command.addAll(words);
        return command;
    }

    private Path file(Map<String, String> passwords) {
        Path file = directory.resolve("passwords");
        try {
            return Files.writeString(
                    file,
                    passwords.entrySet().stream()
                            .map(password -> password.getKey() + "=" + password.getValue() + "\n")
                            .collect(Collectors.joining()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
