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
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** A Payara Micro with a root directory of its own, on a port of its own. */
final class PayaraMicroNode implements ServerNode {

    private static final String STARTED = " ready in ";

    private final Path directory;
    private final int port = Ports.free();
    private final Map<String, String> environment = new HashMap<>();
    private final List<String> options = new ArrayList<>();
    private final List<String> typed = new ArrayList<>();
    private final List<String> jvmOptions = new ArrayList<>();
    private boolean sharesClasses;
    private Path starter = Built.payaraMicro();
    private ServerProcess server;

    private PayaraMicroNode(String name) {
        this.directory = Directories.empty(Built.target().resolve("server").resolve(name));
    }

    /** One without configuration. */
    static PayaraMicroNode fresh(String name) {
        return new PayaraMicroNode(name);
    }

    /** Environment that it is started with from now on. */
    PayaraMicroNode environment(Map<String, String> variables) {
        environment.putAll(variables);
        return this;
    }

    /** Options that it is started with from now on, such as a file of commands. */
    PayaraMicroNode with(String... more) {
        options.addAll(List.of(more));
        return this;
    }

    /** Options for its JVM, such as {@code -Dpasskeys.enhance-login-form=on}. */
    PayaraMicroNode withJvm(String... more) {
        jvmOptions.addAll(List.of(more));
        return this;
    }

    /** Lets it take the classes of another that has ended, which saves a fifth of its start; not for one that is measured. */
    PayaraMicroNode sharingClasses() {
        sharesClasses = true;
        return this;
    }

    /** Starts it by another jar than its own, which names that one. */
    PayaraMicroNode startedBy(Path jar) {
        starter = jar;
        return this;
    }

    /** Adds a user to its file realm, at every start. */
    PayaraMicroNode user(String name, String password, String group) {
        Path passwords = write("user-password-" + name, "AS_ADMIN_USERPASSWORD=" + password);
        return types("create-file-user --groups " + group + " --passwordfile " + passwords + " " + name);
    }

    /** Runs a command when its applications are deployed, at every start. */
    PayaraMicroNode types(String command) {
        typed.add(command + "\n");
        String commands = write("typed.asadmin", String.join("", typed)).toString();
        return options.contains(commands) ? this : with("--postdeploycommandfile", commands);
    }

    /** Deploys a WAR at its name, from now on; puts it in the place of an earlier one. */
    PayaraMicroNode deploy(WebArchive war) {
        Path file = directory.resolve(war.getName());
        war.as(ZipExporter.class).exportTo(file.toFile(), true);
        return options.contains(file.toString()) ? this : with("--deploy", file.toString());
    }

    /** Puts a file beside its own. */
    Path write(String name, String text) {
        try {
            Path file = directory.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a program in Java beside its files. */
    void java(String... arguments) {
        List<String> command = ServerProcess.java(List.of());
        command.addAll(List.of(arguments));
        Path log = directory.resolve("java.log");
        assertThat(ServerProcess.start(command, log).awaitEnd())
                .as(log.toString())
                .isZero();
    }

    /** Options that it is started with from now on, in place of all others. */
    PayaraMicroNode withOnly(String... all) {
        options.clear();
        return with(all);
    }

    /** What its configuration is now. */
    String model() {
        try {
            return Files.readString(directory.resolve("root/config/domain.xml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String log() {
        return server.output();
    }

    /** Waits until it has written something. */
    void awaitLine(String text) {
        server.awaitLine(text);
    }

    @Override
    public void start() {
        Starts.note("Payara Micro");
        List<String> command = ServerProcess.java(List.of("-Xmx768m"));
        if (sharesClasses) {
            command.addAll(SharedClasses.options(directory));
        }
        command.addAll(jvmOptions);
        command.addAll(List.of(
                "-jar",
                starter.toString(),
                "--rootdir",
                directory.resolve("root").toString(),
                "--port",
                String.valueOf(port),
                "--disablephonehome"));
        // Alone, unless it has a cluster of its own: it would take part in one with every other that it hears.
        if (!options.contains("--clustername")) {
            command.add("--nocluster");
        }
        command.addAll(options);
        server = ServerProcess.start(command, environment, directory.resolve("server.log"))
                .awaitLine(STARTED);
    }

    @Override
    public void kill() {
        server.kill();
        server = null;
    }

    @Override
    public URI root() {
        return rootAt(port);
    }

    static URI rootAt(int port) {
        return URI.create("http://localhost:" + port + "/");
    }

    /** Leaves it, which runs, to the next run of the tests, if one is wanted. */
    void keep(KeptServer kept) {
        kept.keep(server, port);
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
            SharedClasses.take(directory);
        }
    }
}
