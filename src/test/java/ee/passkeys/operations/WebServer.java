// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import ee.passkeys.testkit.Built;
import ee.passkeys.testkit.SearchPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** An nginx or an Apache of the system, which serves what a block of the documentation says at a port of its own. To be closed. */
public final class WebServer implements AutoCloseable {

    /** The programs that are known, by their files. */
    public enum Program {
        /** As Debian calls it. */
        NGINX("nginx", Path.of("/usr/sbin/nginx"), "start worker process") {
            @Override
            List<String> command(Path directory, Path configuration) {
                return List.of("-p", directory.toString(), "-c", configuration.toString(), "-g", "daemon off;");
            }

            @Override
            String configuration(Path directory, int port, String block) {
                return """
                        user root;
                        worker_processes 1;
                        pid nginx.pid;
                        error_log stderr notice;
                        events {}
                        http {
                            access_log off;
                            client_body_temp_path body;
                            proxy_temp_path proxy;
                            fastcgi_temp_path fastcgi;
                            uwsgi_temp_path uwsgi;
                            scgi_temp_path scgi;
                        %s
                        }
                        """.formatted(block);
            }
        },

        /** As Debian calls it. */
        APACHE("apache2", Path.of("/usr/sbin/apache2"), "resuming normal operations") {

            private static final Path MODULES = Path.of("/usr/lib/apache2/modules");

            @Override
            List<String> command(Path directory, Path configuration) {
                return List.of("-D", "FOREGROUND", "-d", directory.toString(), "-f", configuration.toString());
            }

            @Override
            String configuration(Path directory, int port, String block) {
                StringBuilder text = new StringBuilder();
                for (String module :
                        List.of("mpm_event", "authz_core", "ssl", "http2", "headers", "proxy", "proxy_http")) {
                    text.append(
                            "LoadModule %s_module %s%n".formatted(module, MODULES.resolve("mod_" + module + ".so")));
                }
                return text.append("""
                                User www-data
                                Group www-data
                                Listen %d
                                ServerName localhost
                                DefaultRuntimeDir %s
                                PidFile apache.pid
                                ErrorLog /dev/stderr
                                %s
                                """.formatted(port, directory, block)).toString();
            }
        };

        private final String name;
        private final Path usual;

        /** What it says when it serves. */
        private final String ready;

        Program(String name, Path usual, String ready) {
            this.name = name;
            this.usual = usual;
            this.ready = ready;
        }

        abstract List<String> command(Path directory, Path configuration);

        abstract String configuration(Path directory, int port, String block);

        /** Whether it is installed. */
        public boolean isThere() {
            return file().isPresent();
        }

        private Optional<Path> file() {
            return SearchPath.find(name).or(() -> Optional.of(usual).filter(Files::isExecutable));
        }
    }

    private final ServerProcess process;
    private final int port;

    private WebServer(ServerProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Serves a block that has 443 where the port comes. */
    public static WebServer start(Program program, String block) {
        int port = Ports.free();
        try {
            Path directory = Files.createTempDirectory(Built.target(), program.name);
            Path configuration = Files.writeString(
                    directory.resolve("test.conf"),
                    program.configuration(directory, port, block.replace("443", String.valueOf(port))));
            List<String> command = Stream.concat(
                            Stream.of(program.file().orElseThrow().toString()),
                            program.command(directory, configuration).stream())
                    .toList();
            ServerProcess process = ServerProcess.start(command, directory.resolve("output.log"));
            return new WebServer(process.awaitLine(program.ready), port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it serves, by TLS. */
    public URI root() {
        return URI.create("https://localhost:" + port + "/");
    }

    /** At once: its workers would first wait for connections that clients keep open. */
    @Override
    public void close() {
        process.kill();
    }
}
