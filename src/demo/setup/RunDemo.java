// SPDX-License-Identifier: Apache-2.0
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.ServerSocket;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Serves the demo with Payara Micro until it is stopped. Arguments: Payara's jar, the demo's WAR, a directory for its database and log, the
 * port.
 */
final class RunDemo {

    private static final int LAST_LINES = 40;

    private final Path data;
    private final int port;
    private final Deque<String> lastLines = new ArrayDeque<>();

    private RunDemo(Path data, int port) {
        this.data = data;
        this.port = port;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path data = Files.createDirectories(Path.of(arguments[2]));
        new RunDemo(data, Integer.parseInt(arguments[3])).run(Path.of(arguments[0]), Path.of(arguments[1]));
    }

    private void run(Path server, Path demo) throws IOException, InterruptedException {
        if (isTaken()) {
            System.err.println(
                    "Port " + port + " is in use. Stop what uses it, or choose another one: -Ddemo.port=8081");
            System.exit(1);
        }
        say("Payara Micro is starting, which takes half a minute; its log is " + log());
        Process payara = new ProcessBuilder(command(server, demo))
                .redirectErrorStream(true)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(payara::destroy));
        follow(payara);
        int end = payara.waitFor();
        lastLines.forEach(System.err::println);
        System.err.println("Payara Micro has stopped.");
        System.exit(end);
    }

    private List<String> command(Path server, Path demo) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                server.toString(),
                "--rootDir",
                data.toString(),
                "--deploy",
                demo.toString(),
                "--contextroot",
                "/",
                "--port",
                String.valueOf(port),
                "--nocluster",
                "--disablephonehome");
    }

    private Path log() {
        return data.resolve("server.log");
    }

    /** Keeps what the server says, and once it is ready, says where to go. */
    private void follow(Process payara) throws IOException {
        try (BufferedReader lines = payara.inputReader(Charset.defaultCharset());
                PrintWriter log = new PrintWriter(Files.newBufferedWriter(log()), true)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                log.println(line);
                lastLines.addLast(line);
                if (lastLines.size() > LAST_LINES) {
                    lastLines.removeFirst();
                }
                if (line.contains(" ready in ")) {
                    say("The demo is at http://localhost:" + port + "/   (Ctrl-C ends it)");
                }
            }
        }
    }

    private static void say(String sentence) {
        System.out.println();
        System.out.println("    " + sentence);
        System.out.println();
    }

    private boolean isTaken() {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.getLocalPort() != port;
        } catch (IOException e) {
            return true;
        }
    }
}
