// SPDX-License-Identifier: Apache-2.0
package ee.passkeys;

import static java.util.regex.Pattern.CASE_INSENSITIVE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that users read have nouns as subjects, no metaphors, and American spelling. */
@DisplayName("The words of")
class WordsTest {

    /** A user is a user, not a pronoun; and a sentence does not begin with a relative clause. */
    private static final Pattern PERSONS = Pattern.compile(
            "\\b(whoever|whomever|somebody|someone|nobody|no one|anybody|anyone|everybody|everyone)\\b"
                    + "|(^|[.:;!?] +|, |\\| |\\b(of|by|for|to|from|as|and|or|whether|is|asks?) )who (?!is asking)"
                    + "|\\bwhose passkeys\\b",
            CASE_INSENSITIVE);

    private static final Pattern METAPHORS = Pattern.compile(
            "\\b(of ours|goes on|go on|went on|going on|doors?|lets? in|stands? before|gives? back|hears? of|heard of|let alone"
                    + "|another than|its like|no more|any more|for the moment|meanwhile|beforehand|anew|that we know|than we know)\\b",
            CASE_INSENSITIVE);

    private static final Pattern BRITISH = Pattern.compile(
            "\\b(\\w*behaviour\\w*|licen[c]e\\w*|enrol(?!l)\\w*|\\w*colour\\w*|neighbour\\w*|favour\\w*|honour\\w*|centre\\w*|grey"
                    + "|\\w*(organi|recogni|normali|seriali|initiali|authori|customi|optimi|synchroni|reali|canonicali|summari|speciali)s(e|ed|es|ing|ation)\\w*"
                    + "|cancell(ed|ing)|labell\\w+|travell\\w+|modell\\w+|signall\\w+|catalogue\\w*|dialogue\\w*|defence|judgement|mis-?spelt"
                    + "|spelt|learnt|burnt|whilst|amongst|artefact\\w*|analyse\\w*|programme|fulfil|storeys?)\\b",
            CASE_INSENSITIVE);

    /** A token of a Java source: the literals in which a text may stand, and what may hold a quotation mark beside them. */
    private static final Pattern TOKEN =
            Pattern.compile("(?s)\"\"\"(?<block>.*?)\"\"\"|\"(?<line>(?:\\\\.|[^\"\\\\\n])*)\""
                    + "|'(?:\\\\.|[^'\\\\])+'|//[^\n]*|/\\*.*?\\*/");

    private static final Pattern SENTENCE_OF_PAGES =
            Pattern.compile("(?m)^ {2}'[a-z-]+': '(?<sentence>(?:\\\\.|[^'\\\\])*)',$");

    @Test
    void settingsProblemsLogsAndCommands() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            List<String> literals = sources.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(WordsTest::literals)
                    .toList();
            assertThat(literals).hasSizeGreaterThan(500);
            assertThat(literals.stream().filter(WordsTest::isOff)).isEmpty();
        }
    }

    @Test
    void pages() throws IOException {
        String english = Files.readString(Path.of("src/main/javascript/english.js"));
        List<String> sentences = SENTENCE_OF_PAGES
                .matcher(english)
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(sentences).hasSizeGreaterThan(100);
        assertThat(sentences.stream().filter(WordsTest::isOff)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "README.md",
                "src/site/markdown/administration.md",
                "src/site/markdown/architecture.md",
                "src/site/markdown/comparison.md",
                "src/site/markdown/elements.md",
                "src/site/markdown/endpoints.md",
                "src/site/markdown/getting-started.md",
                "src/site/markdown/legacy-applications.md",
                "src/site/markdown/appearance.md",
                "src/site/markdown/database.md",
                "src/site/markdown/logs-and-audit.md",
                "src/site/markdown/lost-passkeys.md",
                "src/site/markdown/upgrade-and-remove.md",
                "src/site/markdown/mail.md",
                "src/site/markdown/operations.md",
                "src/site/markdown/proxies-and-domains.md",
                "src/site/markdown/releasing.md",
                "src/site/markdown/step-up.md",
                "src/site/markdown/tokens.md",
                "src/site/markdown/users-and-groups.md",
                "src/site/markdown/privacy.md",
                "src/site/markdown/rolling-out.md",
                "src/site/markdown/servers.md",
                "src/site/markdown/settings.md",
                "src/site/markdown/several-applications.md",
                "src/site/markdown/single-page-applications.md",
                "src/site/markdown/threat-model.md",
                "src/site/markdown/troubleshooting.md",
                "server-config/README.md",
                "server-config/payara/README.md",
                "server-config/wildfly/README.md",
                "server-config/wildfly/passkeys.properties"
            })
    void document(String file) throws IOException {
        String prose =
                Files.readString(Path.of(file)).replaceAll("(?s)```.*?```", "").replaceAll("`[^`\n]*`", "`x`");

        assertThat(prose.lines().filter(WordsTest::isOff)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "true  | Who has a passkey can make others.",
                "true  | How long the page can be skipped by who has to have one",
                "true  | Whoever knows the password",
                "true  | Asks for it; nobody is asked again",
                "true  | An origin of ours",
                "true  | The login of web.xml, FORM, goes on behind passkeys.",
                "true  | The door of the container",
                "true  | This Payara is another than we know.",
                "true  | Its behaviour",
                "true  | The enrolment page",
                "true  | is it misspelt?",
                "true  | a licence",
                "false | a user who is required to have a passkey",
                "false | The enrollment page of users who enrolled",
                "false | Serialization of the license behaves",
            })
    void thatAreOff(boolean off, String text) {
        assertThat(isOff(text)).isEqualTo(off);
    }

    private static boolean isOff(String text) {
        return Stream.of(PERSONS, METAPHORS, BRITISH)
                .anyMatch(words -> words.matcher(text).find());
    }

    private static Stream<String> literals(Path file) {
        try {
            return TOKEN
                    .matcher(Files.readString(file))
                    .results()
                    .flatMap(token -> Stream.ofNullable(token.group(1) == null ? token.group(2) : token.group(1)))
                    .filter(text -> text.contains(" "))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
