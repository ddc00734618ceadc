// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.testkit;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The directories in which this machine looks for programs. */
public final class SearchPath {

    private SearchPath() {}

    /** The file of a program, in the first directory that has it. */
    public static Optional<Path> find(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
