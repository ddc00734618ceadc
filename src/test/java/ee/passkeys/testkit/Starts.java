// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.testkit;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** Notes each start of a server, which the build counts. */
public final class Starts {

    private Starts() {}

    /** One of this kind is started now. */
    public static void note(String kind) {
        try {
            Path file =
                    Files.createDirectories(Built.target().resolve("server")).resolve("starts.txt");
            Files.writeString(file, Instant.now() + " " + kind + "\n", CREATE, APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
