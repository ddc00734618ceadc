// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import java.nio.file.Files;
import java.nio.file.Path;

/** The files that the build has made, told to the tests by Maven. */
final class Built {

    private Built() {}

    /** The jar with all libraries. */
    static Path allJar() {
        return file("passkeys.it.all-jar");
    }

    /** The demo application. */
    static Path demo() {
        return file("passkeys.it.demo");
    }

    /** The build directory. */
    static Path target() {
        return Path.of(System.getProperty("passkeys.it.target", "target")).toAbsolutePath();
    }

    private static Path file(String property) {
        Path file = Path.of(System.getProperty(property, ""));
        if (!Files.isRegularFile(file)) {
            throw new IllegalStateException(
                    "No file at " + property + "=" + file + ": run `mvn verify`, which builds it before the tests.");
        }
        return file;
    }
}
