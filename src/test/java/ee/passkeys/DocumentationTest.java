// SPDX-License-Identifier: Apache-2.0
package ee.passkeys;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.testkit.Documentation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The documentation leads nowhere that is not there, and quotes the product as it speaks. */
class DocumentationTest {

    private static final Path TROUBLESHOOTING = Path.of("src/site/markdown/troubleshooting.md");
    private static final int MOST_LINES_OF_README = 150;
    private static final int FEWEST_SYMPTOMS = 30;

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern MENU_ITEM = Pattern.compile("<item [^>]*href=\"([^\"]+)\\.html\"");
    private static final Pattern SYMPTOM = Pattern.compile("(?m)^\\| `([^`]+)` \\|");

    private static final Pattern CREATED = Pattern.compile("createTable tableName=\"(\\w+)\"");

    /** Parts of one sentence in Java: a string, and what continues it. */
    private static final Pattern JOINT = Pattern.compile("\"\\s*\\+\\s*\"");

    @ParameterizedTest
    @MethodSource("pages")
    void linksLeadToWhatIsThere(Path page) throws IOException {
        List<String> dead = LINK.matcher(withoutCode(Files.readString(page)))
                .results()
                .map(link -> link.group(1))
                .filter(link -> !link.contains("://") && !isThere(page, link))
                .toList();

        assertThat(dead).isEmpty();
    }

    @Test
    void readmeIsADoorAndNoHouse() throws IOException {
        assertThat(Files.readAllLines(Path.of("README.md"))).hasSizeLessThan(MOST_LINES_OF_README);
    }

    @Test
    void menuOfTheSiteNamesEveryPage() throws IOException {
        List<String> menu = MENU_ITEM
                .matcher(Files.readString(Path.of("src/site/site.xml")))
                .results()
                .map(item -> item.group(1))
                .toList();
        List<String> made = List.of("index", "decisions/index", "apidocs/index");
        try (Stream<Path> files = Files.list(Path.of("src/site/markdown"))) {
            Stream<String> pages = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".md"))
                    .map(name -> name.substring(0, name.length() - ".md".length()));
            assertThat(menu)
                    .containsExactlyInAnyOrderElementsOf(
                            Stream.concat(made.stream(), pages).toList());
        }
    }

    @Test
    void symptomsAreSentencesOfTheProduct() throws IOException {
        String product = product();
        List<String> symptoms = SYMPTOM.matcher(Files.readString(TROUBLESHOOTING))
                .results()
                .map((MatchResult row) -> row.group(1))
                .toList();

        assertThat(symptoms).hasSizeGreaterThan(FEWEST_SYMPTOMS);
        assertThat(symptoms.stream()
                        .flatMap(symptom -> Stream.of(symptom.split("…")))
                        .map(part -> part.replaceAll("^[ (]+|[ )]+$", ""))
                        .filter(part -> !product.contains(part)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"privacy", "database"})
    void pagesOnWhatIsStoredListEveryTable(String name) throws IOException {
        String page = Files.readString(Path.of("src/site/markdown", name + ".md"));
        List<String> tables;
        try (Stream<Path> changes = Files.list(Path.of("liquibase/changes"))) {
            tables = changes.flatMap(change -> CREATED.matcher(text(change)).results())
                    .map(table -> table.group(1))
                    .toList();
        }

        assertThat(tables).hasSizeGreaterThan(5).allMatch(table -> page.contains("`" + table + "`"));
    }

    private static boolean isThere(Path page, String link) {
        int sign = link.indexOf('#');
        Path file = sign == 0
                ? page
                : page.resolveSibling(sign < 0 ? link : link.substring(0, sign)).normalize();
        return Files.exists(file) && (sign < 0 || anchors(file).contains(link.substring(sign + 1)));
    }

    /** As GitHub makes them of headings. */
    private static List<String> anchors(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith("#"))
                    .map(line -> line.replaceFirst("^#+ ", "")
                            .toLowerCase(Locale.ROOT)
                            .replaceAll("[^\\w\\- ]", "")
                            .replace(' ', '-'))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String withoutCode(String page) {
        return page.replaceAll("(?s)```.*?```", "").replaceAll("`[^`\n]*`", "");
    }

    static List<Path> pages() {
        return Documentation.pages();
    }

    private static String product() throws IOException {
        try (Stream<Path> java = Files.walk(Path.of("src/main/java"));
                Stream<Path> scripts = Files.walk(Path.of("src/main/javascript"))) {
            return Stream.concat(java, scripts)
                    .filter(Files::isRegularFile)
                    .map(DocumentationTest::text)
                    .collect(Collectors.joining("\n"));
        }
    }

    private static String text(Path file) {
        try {
            return JOINT.matcher(Files.readString(file)).replaceAll("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
