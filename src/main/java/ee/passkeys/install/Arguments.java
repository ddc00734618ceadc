// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.install;

import ee.passkeys.server.ServerProfile;
import ee.passkeys.server.Servers;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Arguments of the command line.
 *
 * @param command the act
 * @param war the file to look at, which is never changed
 * @param output the file to write, or null for one beside the WAR
 * @param force whether another file may be overwritten and a signature broken
 * @param server the server whose cures are told, or null for those of all that are tested
 */
record Arguments(
        Command command,
        Path war,
        @Nullable Path output,
        boolean force,
        @Nullable ServerProfile server) {

    enum Command {
        ADD(true),
        DOCTOR(false),
        INSPECT(false),
        REMOVE(true),
        WEB_XML(true);

        /** Whether it makes a file. */
        private final boolean writes;

        Command(boolean writes) {
            this.writes = writes;
        }

        private String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    ServerProfile[] servers() {
        return server == null ? new ServerProfile[] {Servers.WILDFLY, Servers.PAYARA} : new ServerProfile[] {server};
    }

    Optional<Path> outputFile() {
        return Optional.ofNullable(output);
    }

    static Arguments parse(List<String> words) throws UsageException {
        Deque<String> left = new ArrayDeque<>(words);
        Command command = command(next(left, "The command is missing: add, doctor, inspect, remove or web-xml."));
        Path war = null;
        Path output = null;
        boolean force = false;
        ServerProfile server = null;
        while (!left.isEmpty()) {
            String word = left.pop();
            if (word.equals("-o") || word.equals("--output")) {
                output = once(output, path(next(left, word + " needs the name of a file.")), word);
            } else if (word.equals("--server")) {
                server = server(next(left, "--server needs the name of a server."));
            } else if (word.equals("--force")) {
                force = true;
            } else if (word.startsWith("-")) {
                throw new UsageException("Unknown option " + word + ".");
            } else {
                war = once(war, path(word), "the WAR");
            }
        }
        if (war == null) {
            throw new UsageException("The WAR is missing.");
        }
        if (!command.writes && (output != null || force)) {
            throw new UsageException(command.word() + " writes no file: omit -o and --force.");
        }
        if (server != null && command != Command.DOCTOR) {
            throw new UsageException("Only the doctor command accepts --server.");
        }
        return new Arguments(command, war, output, force, server);
    }

    private static Command command(String word) throws UsageException {
        return Arrays.stream(Command.values())
                .filter(command -> command.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new UsageException(
                        "Unknown command " + word + ": use add, doctor, inspect, remove or web-xml."));
    }

    private static ServerProfile server(String word) throws UsageException {
        return Servers.named(word)
                .orElseThrow(() -> new UsageException("Unknown server " + word + ": use one of "
                        + Servers.all().stream().map(ServerProfile::word).collect(Collectors.joining(", ")) + "."));
    }

    /** The word that comes next. */
    static String next(Deque<String> left, String otherwise) throws UsageException {
        if (left.isEmpty()) {
            throw new UsageException(otherwise);
        }
        return left.pop();
    }

    private static Path once(@Nullable Path before, Path now, String what) throws UsageException {
        if (before != null) {
            throw new UsageException("Give " + what + " once.");
        }
        return now;
    }

    /** A word as the name of a file. */
    static Path path(String word) throws UsageException {
        try {
            return Path.of(word);
        } catch (InvalidPathException e) {
            throw new UsageException("Invalid file name: " + word);
        }
    }
}
