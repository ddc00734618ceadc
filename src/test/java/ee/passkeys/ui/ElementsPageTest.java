// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The page about elements")
class ElementsPageTest {

    private static final String ALL = "all";

    /** The scripts that make the inside of an element. */
    private static final Map<String, List<String>> SCRIPTS = Map.of(
            "<passkey-sign-in>",
            List.of("passkey-sign-in", "local-offer"),
            "<passkey-create>",
            List.of("passkey-create"),
            "<passkey-list>",
            List.of("passkey-list", "passkey-card", "removal"),
            ALL,
            List.of("element"));

    private static final Pattern ATTRIBUTE = Pattern.compile(
            "this\\.(?:getAttribute|hasAttribute|valueFrom|inputFrom)\\(['`]([a-z-]+)(?:\\$\\{key})?['`]\\)");
    private static final Pattern EVENT = Pattern.compile("\\.announce\\('([a-z-]+)'");
    private static final Pattern PART = Pattern.compile("(?:'data-passkey': '|this\\.#(?:fact|action)\\(')([a-z-]+)'");
    private static final Pattern DIALOG = Pattern.compile("ask\\(\\w+, \\{\\s+name: '([a-z]+)'");
    private static final Pattern PART_OF_DIALOG = Pattern.compile("'data-passkey': `\\$\\{name}(-[a-z]+)`");
    private static final Pattern STATE = Pattern.compile("#show\\('([a-z-]+)'\\)|\\? '(\\w+)' : '(\\w+)'\\);");
    private static final Pattern PROPERTY = Pattern.compile("(?m)^ +(--passkey-[a-z-]+):");

    private static final Pattern TYPED = Pattern.compile("'(passkeys?-[a-z-]+)': CustomEvent");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    /** In the code of an element that all of them inherit, but for one of them. */
    private static final String RETURN_TO = "return-to";

    /** What an element says of itself, and nobody sets. */
    private static final String BUSY = "aria-busy";

    private final String page = text(Path.of("src/site/markdown/elements.md"));

    @ParameterizedTest
    @ValueSource(strings = {"<passkey-sign-in>", "<passkey-create>", "<passkey-list>", ALL})
    void hasTheAttributesThatAreRead(String element) {
        Set<String> read = found(ATTRIBUTE, SCRIPTS.get(element));
        read.remove(BUSY);
        if (element.equals(ALL)) {
            read.remove(RETURN_TO);
        } else if (scripts(SCRIPTS.get(element)).contains("this.returnTo")) {
            read.add(RETURN_TO);
        }

        assertThat(attributes(element)).isEqualTo(read);
    }

    @Test
    void hasTheEventsThatAreSent() {
        Set<String> sent = SCRIPTS.values().stream()
                .flatMap(scripts -> found(EVENT, scripts).stream())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(new TreeSet<>(columns("event").keySet())).isEqualTo(sent);
        assertThat(matches(TYPED, text(Path.of("src/main/npm/elements.d.ts"))))
                .as("types")
                .isEqualTo(sent);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<passkey-sign-in>", "<passkey-create>", "<passkey-list>", ALL})
    void saysWhichElementSendsAnEvent(String element) {
        Set<String> told = columns("event").entrySet().stream()
                .filter(row -> row.getValue().contains(element))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(told).isEqualTo(found(EVENT, SCRIPTS.get(element)));
    }

    @Test
    void hasThePropertiesOfTheStyleSheet() {
        assertThat(codes(table("property")))
                .isEqualTo(matches(PROPERTY, text(Path.of("src/main/resources/ee/passkeys/ui/passkeys.css"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<passkey-sign-in>", "<passkey-create>", "<passkey-list>", ALL})
    void hasThePartsOfAnElement(String element) {
        Set<String> made = found(PART, SCRIPTS.get(element));
        Set<String> dialogs = matches(DIALOG, scripts(SCRIPTS.get(element)));
        found(PART_OF_DIALOG, List.of("dialog")).forEach(part -> dialogs.forEach(dialog -> made.add(dialog + part)));

        assertThat(codes(columns("element | values").get(element))).isEqualTo(made);
    }

    @Test
    void hasTheStatesOfTheList() {
        Set<String> shown = found(STATE, List.of("passkey-list"));

        assertThat(shown).hasSizeGreaterThan(4);
        String sentence = page.substring(page.indexOf("`data-state`"));
        assertThat(codes(sentence.substring("`data-state`".length(), sentence.indexOf(".\n"))))
                .isEqualTo(shown);
    }

    /** Of the first table, in which an element stands in its first row only. */
    private Set<String> attributes(String element) {
        Set<String> names = new TreeSet<>();
        String current = "";
        for (String line : table("element | attribute").lines().toList()) {
            String[] cells = line.split("\\|");
            String first = cells[1].strip().replace("`", "");
            current = first.isEmpty() ? current : first;
            if (current.equals(element)) {
                codes(cells[2]).forEach(name -> names.add(name.replace("<key>", "")));
            }
        }
        return names;
    }

    /** The rows of a table by their first cells, without the marks of code. */
    private Map<String, String> columns(String head) {
        return table(head)
                .lines()
                .collect(Collectors.toMap(
                        line -> line.split("\\|")[1].strip().replace("`", ""), line -> line.split("\\|", 3)[2]));
    }

    /** The rows below a head. */
    private String table(String head) {
        int rows = page.indexOf("---|\n", page.indexOf("\n| " + head)) + "---|\n".length();
        return page.substring(rows, page.indexOf("\n\n", rows));
    }

    private static Set<String> codes(String text) {
        return matches(CODE, text);
    }

    private static Set<String> found(Pattern pattern, List<String> scripts) {
        return matches(pattern, scripts(scripts));
    }

    private static String scripts(List<String> names) {
        return names.stream()
                .map(name -> text(Path.of("src/main/javascript", name + ".js")))
                .collect(Collectors.joining("\n"));
    }

    private static Set<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .flatMap(ElementsPageTest::groups)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> groups(MatchResult found) {
        return Stream.iterate(1, i -> i <= found.groupCount(), i -> i + 1)
                .map(found::group)
                .filter(group -> group != null);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
