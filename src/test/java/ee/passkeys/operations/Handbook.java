// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import ee.passkeys.testkit.Built;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What operators read: the commands that tests type stand there, word for word. */
final class Handbook {

    private static final Path PAGES = Path.of("src/site/markdown");

    private Handbook() {}

    /** The commands that switch passkeys off and on in an application of a server. */
    static List<String> switching(String server, String application) {
        return commands("operations.md", "| " + server + " | ").stream()
                .map(command -> command.replace(".shop.", "." + application + "."))
                .toList();
    }

    /** The arguments of a line for Java that runs the product's jar. */
    static String[] arguments(String line) {
        return Stream.of(line.split(" "))
                .skip(1)
                .map(word -> word.equals("passkeys-ee-<version>-all.jar")
                        ? Built.allJar().toString()
                        : word)
                .toArray(String[]::new);
    }

    /** The commands of a page that have a word in them. */
    static List<String> lines(String page, String word) {
        return commands(page, "").stream()
                .filter(command -> command.contains(word))
                .toList();
    }

    /** The lines of a page that begin with a text. */
    static List<String> linesThatBegin(String page, String begin) {
        try {
            return Files.readAllLines(PAGES.resolve(page)).stream()
                    .filter(line -> line.startsWith(begin))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> commands(String page, String row) {
        try {
            return Files.readAllLines(PAGES.resolve(page)).stream()
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
