// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What operators read: the commands that tests type stand there, word for word. */
final class Handbook {

    private static final Path OPERATIONS = Path.of("src/site/markdown/operations.md");

    private Handbook() {}

    /** The commands that switch passkeys off and on in the application at {@code /old} of a server. */
    static List<String> switching(String server) {
        return commands("| " + server + " | ").stream()
                .map(command -> command.replace(".shop.", ".old."))
                .toList();
    }

    private static List<String> commands(String row) {
        try {
            return Files.readAllLines(OPERATIONS).stream()
                    .filter(line -> line.startsWith(row) && line.contains("enabled"))
                    .flatMap(line -> Pattern.compile("`([^`]+)`")
                            .matcher(line)
                            .results()
                            .map((MatchResult code) -> code.group(1)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
