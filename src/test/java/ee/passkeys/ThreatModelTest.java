// SPDX-License-Identifier: Apache-2.0
package ee.passkeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The threat model")
class ThreatModelTest {

    private static final Path PAGE = Path.of("src/site/markdown/threat-model.md");
    private static final Pattern TYPE = Pattern.compile("`((?:[a-z]+\\.)+[A-Z]\\w*)`");
    private static final Pattern TEST =
            Pattern.compile("`([A-Z]\\w*(?:Test|IT|Contract))`(?: \\((`\\w+`(?:, `\\w+`)*)\\))?");
    private static final Pattern NAME = Pattern.compile("`(\\w+)`");

    private static List<String> rows;
    private static Map<String, String> tests;

    @BeforeAll
    static void read() throws IOException {
        rows = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| SR"))
                .toList();
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            tests = files.filter(file -> file.toString().endsWith(".java"))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".java", ""),
                            ThreatModelTest::text,
                            String::concat));
        }
    }

    @Test
    void numbersItsRequirementsWithoutAGap() {
        for (int at = 0; at < rows.size(); at++) {
            assertThat(rows.get(at)).startsWith("| SR" + (at + 1) + " |");
        }
    }

    @Test
    void namesTypesThatThereAre() {
        List<String> missing = rows.stream()
                .flatMap(row -> TYPE.matcher(row).results().map(found -> found.group(1)))
                .filter(type -> !Files.exists(Path.of("src/main/java/ee/passkeys/" + type.replace('.', '/') + ".java")))
                .toList();

        assertThat(missing).isEmpty();
    }

    /** A method, or a group of tests inside the class. */
    @Test
    void namesTestsThatThereAre() {
        List<String> missing = new ArrayList<>();
        for (String row : rows) {
            for (MatchResult test : TEST.matcher(row).results().toList()) {
                String source = tests.getOrDefault(test.group(1), "");
                if (source.isEmpty()) {
                    missing.add(test.group(1));
                } else if (test.group(2) != null) {
                    NAME.matcher(test.group(2))
                            .results()
                            .map(name -> name.group(1))
                            .filter(name -> !source.contains("void " + name + "(") && !source.contains("class " + name))
                            .forEach(name -> missing.add(test.group(1) + "." + name));
                }
            }
        }

        assertThat(missing).isEmpty();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
