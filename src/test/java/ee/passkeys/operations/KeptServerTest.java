// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A server that is kept for the next run")
class KeptServerTest {

    @TempDir
    private Path directory;

    private final ServerSocket port = open();
    private Path file;
    private ServerProcess server;
    private ProcessHandle process;

    /** Runs until its parent ends, at the latest. */
    static final class Waiting {

        private Waiting() {}

        public static void main(String[] arguments) throws IOException {
            System.in.read();
        }
    }

    @BeforeEach
    void start() {
        file = directory.resolve("one.kept");
        List<String> command = ServerProcess.java(List.of("-cp", System.getProperty("java.class.path")));
        command.add(Waiting.class.getName());
        server = ServerProcess.start(command, directory.resolve("log"));
    }

    private static ServerSocket open() {
        try {
            return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void end() throws IOException {
        port.close();
        if (process != null) {
            process.destroyForcibly();
        } else {
            server.close();
        }
    }

    @Test
    void isFoundByItsPort() {
        keep();

        assertThat(KeptServer.of(file, true).port()).hasValue(port.getLocalPort());
        assertThat(process.isAlive()).isTrue();
    }

    @Test
    void endsWithARunThatWantsNone() {
        keep();

        assertThat(KeptServer.of(directory.resolve("another.kept"), false).port())
                .isEmpty();
        assertThat(process.isAlive()).isFalse();
        assertThat(file).doesNotExist();
    }

    @Test
    void isNotFoundWhereItHasEnded() {
        keep();
        ServerProcess.end(process);

        assertThat(KeptServer.of(file, true).port()).isEmpty();
        assertThat(file).doesNotExist();
    }

    @Test
    void endsWhereItDoesNotAnswer() throws IOException {
        keep();
        port.close();

        assertThat(KeptServer.of(file, true).port()).isEmpty();
        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void isNotTakenForAnotherProcessOfItsNumber() throws IOException {
        keep();
        Files.writeString(
                file, Files.readString(file).replaceAll("started=.*", "started=2026-06-01T12\\\\:00\\\\:00Z"));

        assertThat(KeptServer.of(file, false).port()).isEmpty();
        assertThat(process.isAlive()).isTrue();
    }

    @Test
    void isNotKeptWhereNoneIsWanted() {
        KeptServer.of(file, false).keep(server, port.getLocalPort());

        assertThat(file).doesNotExist();
    }

    private void keep() {
        process = server.handle();
        KeptServer.of(file, true).keep(server, port.getLocalPort());
    }
}
