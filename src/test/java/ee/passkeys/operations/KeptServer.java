// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import ee.passkeys.testkit.Built;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * A server that a run leaves to the next one, where the developer says so with {@code -Dpasskeys.it.reuse}. A file in the build directory tells
 * its process and its port. A run without that property ends it.
 */
final class KeptServer {

    private static final boolean WANTED = Boolean.getBoolean("passkeys.it.reuse");

    private static final String ENDING = ".kept";

    private static final String PID = "pid";
    private static final String STARTED = "started";
    private static final String PORT = "port";

    private final Path file;
    private final boolean wanted;

    private KeptServer(Path file, boolean wanted) {
        this.file = file;
        this.wanted = wanted;
    }

    /** The one of a name, which says of what kind it is, and of which process of tests. */
    static KeptServer of(String name) {
        return of(Built.target().resolve("server").resolve(name + ENDING), WANTED);
    }

    static KeptServer of(Path file, boolean wanted) {
        return new KeptServer(file, wanted);
    }

    /** The port of the server that is still there; none where it is gone. It is ended where it does not answer; all are where none is wanted. */
    OptionalInt port() {
        if (!wanted) {
            all().forEach(KeptServer::end);
            return OptionalInt.empty();
        }
        Optional<Properties> known = read();
        Optional<ProcessHandle> process = known.flatMap(KeptServer::process);
        if (process.isPresent()) {
            int port = Integer.parseInt(known.get().getProperty(PORT));
            if (answers(port)) {
                return OptionalInt.of(port);
            }
        }
        end();
        return OptionalInt.empty();
    }

    private void end() {
        read().flatMap(KeptServer::process).ifPresent(ServerProcess::end);
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Also those of other kinds and of other processes of tests. */
    private List<KeptServer> all() {
        try (Stream<Path> files = Files.list(file.getParent())) {
            return files.filter(other -> other.toString().endsWith(ENDING))
                    .map(other -> new KeptServer(other, wanted))
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Leaves a server that was just started to the next run, if one is wanted. */
    void keep(ServerProcess server, int port) {
        if (!wanted) {
            return;
        }
        server.keep();
        ProcessHandle process = server.handle();
        Properties known = new Properties();
        known.setProperty(PID, String.valueOf(process.pid()));
        known.setProperty(STARTED, started(process));
        known.setProperty(PORT, String.valueOf(port));
        try (Writer out = Files.newBufferedWriter(file)) {
            known.store(out, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private Optional<Properties> read() {
        Properties known = new Properties();
        if (Files.exists(file)) {
            try (Reader in = Files.newBufferedReader(file)) {
                known.load(in);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return Optional.of(known).filter(all -> all.containsKey(PORT));
    }

    /** Another process may have the number by now. */
    private static Optional<ProcessHandle> process(Properties known) {
        return ProcessHandle.of(Long.parseLong(known.getProperty(PID)))
                .filter(ProcessHandle::isAlive)
                .filter(process -> started(process).equals(known.getProperty(STARTED)));
    }

    private static String started(ProcessHandle process) {
        return process.info().startInstant().map(String::valueOf).orElse("");
    }
}
