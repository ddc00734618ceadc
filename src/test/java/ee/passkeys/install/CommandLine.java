// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.install;

import ee.passkeys.install.zip.RefusedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * What the command line said, once it was run.
 *
 * @param code the exit code
 * @param out what it printed
 * @param err what it complained of
 */
public record CommandLine(int code, String out, String err) {

    /** The version of the jar that is installed. */
    static final String VERSION = "1.2.3";

    /** Runs it with a small jar in place of the real one. */
    static CommandLine run(Path directory, Object... words) throws IOException, RefusedException {
        Path jar = directory.resolve("passkeys-ee-" + VERSION + "-all.jar");
        if (!Files.exists(jar)) {
            Files.write(jar, TestArchives.passkeys(VERSION));
        }
        return run(jar, Arrays.stream(words).map(String::valueOf).toList());
    }

    /**
     * Adds the jar that was built to a WAR, without a JVM of its own.
     *
     * @param jar the one with all libraries
     * @param war the application
     * @param copy the file for the application with the jar
     */
    public static CommandLine add(Path jar, Path war, Path copy) throws IOException {
        try {
            return run(jar, List.of("add", war.toString(), "-o", copy.toString()));
        } catch (RefusedException e) {
            throw new IllegalStateException(jar + " is no jar to install", e);
        }
    }

    private static CommandLine run(Path jar, List<String> words) throws IOException, RefusedException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = new Main(PasskeysJar.read(jar), print(out), print(err)).run(words);
        return new CommandLine(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
