// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import ee.passkeys.testkit.Built;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Classes of Payara Micro, read and linked, that the first of a run leaves at its end, so that others start with less. An archive of another
 * JVM or another jar is passed over by the JVM itself.
 *
 * @see <a href="https://docs.oracle.com/en/java/javase/17/vm/class-data-sharing.html">Class Data Sharing</a>
 */
final class SharedClasses {

    private static final Path ARCHIVE = Built.target().resolve("server/payara-micro.jsa");
    private static final Path CLAIM = ARCHIVE.resolveSibling("payara-micro.jsa.claim");

    private SharedClasses() {}

    /** Options for the JVM of one that ends by itself, and has a directory of its own. */
    static List<String> options(Path directory) {
        try {
            if (Files.exists(ARCHIVE)) {
                return List.of("-XX:SharedArchiveFile=" + ARCHIVE);
            }
            Files.createFile(CLAIM);
            return List.of("-XX:ArchiveClassesAtExit=" + left(directory));
        } catch (FileAlreadyExistsException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes what one has left that has ended. It is moved as a whole, as others start meanwhile. */
    static void take(Path directory) {
        try {
            if (Files.exists(left(directory))) {
                Files.move(left(directory), ARCHIVE, ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path left(Path directory) {
        return directory.resolve("classes.jsa");
    }
}
