// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.testkit.Built;
import ee.passkeys.testkit.Starts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/** A WildFly with a configuration of its own, on ports of its own, that scripts are run on as an operator does. */
final class WildFlyNode implements ServerNode {

    private static final String STARTED = "WFLYSRV0025";
    private static final String USERS = "application-users.properties";
    private static final String ROLES = "application-roles.properties";

    /** What its own start script opens of the JDK; without it there is no cluster, and no LDAP. */
    private static final List<String> OPENED = Stream.concat(
                    Stream.of("lang", "lang.invoke", "lang.reflect", "io", "net", "security", "util", "util.concurrent")
                            .map(name -> "--add-opens=java.base/java." + name + "=ALL-UNNAMED"),
                    Stream.of("--add-exports=java.naming/com.sun.jndi.ldap=ALL-UNNAMED"))
            .toList();

    private final Path home = Built.wildfly();
    private final Path base;
    private final String configuration;
    private final int http = Ports.free();
    private final int https = Ports.free();
    private final int ajp = Ports.free();
    private final int management = Ports.free();
    private final List<String> options = new ArrayList<>();
    private ServerProcess server;
    private int runs;

    private WildFlyNode(String name, String configuration) {
        this.base = baseOf(name);
        this.configuration = configuration;
    }

    /** One as it was shipped, with one of the configurations that it was shipped with. */
    static WildFlyNode fresh(String name, String configuration) {
        WildFlyNode node = new WildFlyNode(name, configuration);
        try {
            Directories.empty(node.base);
            copy(node.home.resolve("standalone/configuration"), node.configuration());
            Files.createDirectories(node.base.resolve("deployments"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return node;
    }

    /** Where everything of it is kept. */
    Path base() {
        return base;
    }

    /** The port that its command line connects to. */
    int management() {
        return management;
    }

    /** Where its configuration is kept. */
    Path configuration() {
        return base.resolve("configuration");
    }

    /** What its configuration is now. */
    String model() {
        try {
            return Files.readString(configuration().resolve(configuration));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is put there is deployed. */
    Path deployments() {
        return base.resolve("deployments");
    }

    /** Further options for its JVM, such as {@code -Djboss.node.name=one}. */
    WildFlyNode with(String... more) {
        options.addAll(List.of(more));
        return this;
    }

    /** Adds a user to its application realm, as {@code add-user} does. */
    WildFlyNode user(String name, String password, String groups) {
        try {
            Files.writeString(
                    configuration().resolve(USERS), name + "=" + digest(name, password) + "\n", CREATE, APPEND);
            Files.writeString(configuration().resolve(ROLES), name + "=" + groups + "\n", CREATE, APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    private static String digest(String name, String password) {
        try {
            byte[] known = (name + ":ApplicationRealm:" + password).getBytes(UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(known));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs scripts, one after the other, on the running server, or where it does not run, on its configuration. */
    String scripts(List<Path> scripts, Map<String, String> parameters) {
        return run(script(joined(scripts), propertiesFile(parameters)), 0);
    }

    /** Runs a script that is to fail. */
    String failingScript(Path script, Map<String, String> parameters) {
        return run(script(script, propertiesFile(parameters)), 1);
    }

    /** Types lines into the command line of the running server, where its files are, until one fails; says what was printed. */
    String type(List<String> lines) {
        return WildFlyCommandLine.type(management, base, lines);
    }

    /** Runs Java where commands are typed; says what was printed. */
    String java(String... arguments) {
        List<String> command = ServerProcess.java(List.of());
        command.addAll(List.of(arguments));
        return run(command, 0);
    }

    /** Puts a file where commands are typed. */
    Path write(String name, String text) {
        try {
            return Files.writeString(base.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes a user out of its application realm. */
    void forget(String name) {
        try {
            for (String file : List.of(USERS, ROLES)) {
                Path users = configuration().resolve(file);
                Files.write(
                        users,
                        Files.readAllLines(users).stream()
                                .filter(line -> !line.startsWith(name + "="))
                                .toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String log() {
        return server.output();
    }

    /** Runs commands on the running server; says what was printed. */
    String cli(String... commands) {
        return type(List.of(commands));
    }

    @Override
    public void start() {
        Starts.note("WildFly");
        List<String> jvm = new ArrayList<>(options);
        jvm.addAll(OPENED);
        jvm.addAll(List.of(
                "-Xmx768m",
                ServerProcess.FEW_ITERATIONS,
                "-Djboss.http.port=" + http,
                "-Djboss.https.port=" + https,
                "-Djboss.ajp.port=" + ajp,
                "-Djboss.management.http.port=" + management));
        server = ServerProcess.start(
                        module(jvm, "org.jboss.as.standalone", "--server-config=" + configuration),
                        environment(),
                        base.resolve("server.log"))
                .awaitLine(STARTED);
    }

    /** Starts it; where it runs, takes all back that was typed, deployments as well, which is quicker than a start. */
    WildFlyNode asShipped() {
        if (server == null) {
            start();
            return this;
        }
        try {
            Path shipped = home.resolve("standalone/configuration").resolve(configuration);
            Files.copy(shipped, configuration().resolve(configuration), REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cli("reload");
        return this;
    }

    /** Leaves it, which runs, to the next run of the tests, if one is wanted. */
    void keep(KeptServer kept) {
        kept.keep(server, management);
    }

    /** Where everything of one of this name is kept. */
    static Path baseOf(String name) {
        return Built.target().resolve("server").resolve(name);
    }

    @Override
    public void kill() {
        server.kill();
        server = null;
    }

    @Override
    public URI root() {
        return URI.create("http://localhost:" + http + "/");
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

    private List<String> script(Path script, Path properties) {
        List<String> command = module("org.jboss.as.cli");
        if (server == null) {
            command.addAll(
                    1,
                    List.of(
                            "-Djboss.cli.rc=" + Built.serverConfig().resolve("wildfly/offline.cli"),
                            "-Dserver.config=" + configuration));
        } else {
            command.addAll(online());
        }
        command.addAll(List.of(
                "--resolve-parameter-values", "--properties=" + properties, "--file=" + script.toAbsolutePath()));
        return command;
    }

    private List<String> online() {
        return List.of(
                "--connect", "--timeout=" + WildFlyCommandLine.PATIENCE_MILLIS, "--controller=localhost:" + management);
    }

    private Path joined(List<Path> scripts) {
        Path file = base.resolve("scripts.cli");
        try {
            Files.deleteIfExists(file);
            for (Path script : scripts) {
                Files.writeString(file, Files.readString(script) + "\n", CREATE, APPEND);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    private Path propertiesFile(Map<String, String> parameters) {
        Properties properties = new Properties();
        properties.putAll(parameters);
        Path file = base.resolve("passkeys.properties");
        try (var out = Files.newBufferedWriter(file)) {
            properties.store(out, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    private String run(List<String> command, int end) {
        runs++;
        ServerProcess process = ServerProcess.start(command, environment(), base.resolve("command-" + runs + ".log"));
        assertThat(process.awaitEnd())
                .as(() -> String.join(" ", command) + "\n" + process.output())
                .isEqualTo(end);
        return process.output();
    }

    private List<String> module(String module, String... arguments) {
        return module(List.of(), module, arguments);
    }

    private List<String> module(List<String> jvmOptions, String module, String... arguments) {
        List<String> command = ServerProcess.java(jvmOptions);
        command.addAll(List.of(
                "-Djboss.home.dir=" + home,
                "-Djboss.server.base.dir=" + base,
                "-Djboss.server.config.user.dir=" + configuration(),
                "-jar",
                home.resolve("jboss-modules.jar").toString(),
                "-mp",
                home.resolve("modules").toString(),
                module));
        command.addAll(List.of(arguments));
        return command;
    }

    private Map<String, String> environment() {
        return Map.of("JBOSS_HOME", home.toString());
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}
