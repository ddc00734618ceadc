// SPDX-License-Identifier: Apache-2.0
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Serves the demo with Payara Micro until it is stopped. Arguments: Payara's jar, the demo's WAR, a directory for its database, the port.
 */
final class RunDemo {

    private RunDemo() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path server = Path.of(arguments[0]);
        Path demo = Path.of(arguments[1]);
        Path data = Files.createDirectories(Path.of(arguments[2]));
        int port = Integer.parseInt(arguments[3]);
        if (isTaken(port)) {
            System.err.println(
                    "Port " + port + " is in use. Stop what uses it, or choose another one: -Ddemo.port=8081");
            System.exit(1);
        }
        Process payara = new ProcessBuilder(command(server, demo, data, port))
                .redirectErrorStream(true)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(payara::destroy));
        tell(payara, port);
        int end = payara.waitFor();
        System.err.println("Payara Micro has stopped.");
        System.exit(end);
    }

    private static List<String> command(Path server, Path demo, Path data, int port) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.net.preferIPv4Stack=true",
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

    /** Shows what the server says, and once it is ready, where to go. */
    private static void tell(Process payara, int port) throws IOException {
        try (BufferedReader lines = payara.inputReader(Charset.defaultCharset())) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                System.out.println(line);
                if (line.contains("ready in")) {
                    System.out.println();
                    System.out.println("    The demo is at  http://localhost:" + port + "/     (Ctrl-C ends it)");
                    System.out.println();
                }
            }
        }
    }

    private static boolean isTaken(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName("0.0.0.0"))) {
            return socket.getLocalPort() != port;
        } catch (IOException e) {
            return true;
        }
    }
}
