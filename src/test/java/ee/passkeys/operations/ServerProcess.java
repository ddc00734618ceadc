// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process that a test has started, with its output in a file. It ends with the test, or with the JVM of the tests. */
final class ServerProcess implements AutoCloseable {

    /** For a JVM that soon ends. */
    static final String QUICK = "-XX:TieredStopAtLevel=1";

    /** The collector of garbage that takes the least of a small heap. A server with one of its own choice cannot be told so. */
    private static final String SERIAL = "-XX:+UseSerialGC";

    /** What takes both back, for a JVM that is measured. */
    private static final List<String> LASTING = List.of("-XX:TieredStopAtLevel=4", "-XX:-UseSerialGC");

    /** For a server with the demo, whose passwords need not be kept. */
    static final String FEW_ITERATIONS = "-Ddemo.password-hash.iterations=2048";

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final long POLL_MILLIS = 100;

    private final Process process;
    private final Path log;
    private final Thread hook;

    private ServerProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
        this.hook = new Thread(this::destroyAll);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Starts a command, in the directory of its log. */
    static ServerProcess start(List<String> command, Path log) {
        return start(command, Map.of(), log);
    }

    /** Starts a command with some environment of its own. */
    static ServerProcess start(List<String> command, Map<String, String> environment, Path log) {
        try {
            Files.createDirectories(log.getParent());
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(log.getParent().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().putAll(environment);
            return new ServerProcess(builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Options of a JVM that is measured, and further ones. */
    static String[] lasting(String... more) {
        return Stream.concat(LASTING.stream(), Stream.of(more)).toArray(String[]::new);
    }

    /**
     * Begins a command with the JVM that runs the tests, or that of another JDK whose home is {@code benchmark.java}, for servers written in Java.
     * They live for a minute, in which the second compiler and the other collectors cost more than they save; {@link #lasting} behind it brings them back.
     */
    static List<String> java(List<String> options) {
        List<String> command = new ArrayList<>();
        String home = System.getProperty("benchmark.java", System.getProperty("java.home"));
        command.add(Path.of(home, "bin", "java").toString());
        command.addAll(List.of(QUICK, SERIAL));
        command.addAll(options);
        return command;
    }

    /** Waits until a text is in the output. */
    ServerProcess awaitLine(String text) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!output().contains(text)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new AssertionError("\"" + text + "\" is not in " + log + ":\n" + output());
            }
            pause();
        }
        return this;
    }

    /** Waits until it has ended by itself. */
    int awaitEnd() {
        try {
            if (process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                return process.exitValue();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new AssertionError("it does not end; see " + log);
    }

    /** Lets it run on when the JVM of the tests ends. */
    void keep() {
        Runtime.getRuntime().removeShutdownHook(hook);
    }

    /** Itself, as the system knows it. */
    ProcessHandle handle() {
        return process.toHandle();
    }

    /** Ends a server that another JVM has started, at once. */
    static void end(ProcessHandle server) {
        List<ProcessHandle> started = server.descendants().toList();
        started.forEach(ProcessHandle::destroyForcibly);
        server.destroyForcibly();
        awaitEnd(server);
    }

    private static void awaitEnd(ProcessHandle started) {
        started.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    /** Everything it has written so far. */
    String output() {
        try {
            return Files.readString(log, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The time that processors have worked for it so far. */
    Duration cpuTime() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    /** What the JDK's diagnostic commands say of it, such as {@code GC.class_histogram}. */
    String diagnose(String command) {
        try {
            Process jcmd = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                    .toString(),
                            String.valueOf(process.pid()),
                            command)
                    .redirectErrorStream(true)
                    .start();
            return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it at once, as a power cut would. */
    void kill() {
        destroyAll();
        awaitEnd();
    }

    /** Ends it as an operator does, and first what it has started, which some servers leave behind. */
    @Override
    public void close() {
        List<ProcessHandle> started = process.descendants().toList();
        started.forEach(ProcessHandle::destroy);
        started.forEach(ServerProcess::awaitEnd);
        process.destroy();
        awaitEnd();
        Runtime.getRuntime().removeShutdownHook(hook);
    }

    private void destroyAll() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
