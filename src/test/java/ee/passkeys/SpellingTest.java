// SPDX-License-Identifier: Apache-2.0
package ee.passkeys;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.problem.ProblemCode;
import ee.passkeys.testkit.Documentation;
import ee.passkeys.testkit.Prose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import morfologik.speller.Speller;
import morfologik.stemming.Dictionary;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Words are in a dictionary of American English, or among those that are kept in {@code src/test/resources/words.txt}: names and words of the
 * field. Code is not checked.
 */
@DisplayName("Words of the documentation and of the pages")
class SpellingTest {

    private static final Path KEPT = Path.of("src/test/resources/words.txt");
    private static final Path ENGLISH = Path.of("src/main/javascript/english.js");
    private static final Pattern SENTENCE = Pattern.compile("(?m)^ {2}'[a-z-]+': '((?:\\\\.|[^'\\\\])*)',$");

    private static final Speller SPELLER = new Speller(dictionary(), 1);

    private final Set<String> kept = new TreeSet<>(Files.readAllLines(KEPT));

    SpellingTest() throws IOException {}

    static List<Path> pages() {
        return Documentation.pages();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void areSpelledAsInTheDictionary(Path page) {
        assertThat(misspelled(Prose.of(page))).isEmpty();
    }

    @Test
    void ofProblemsAreSpelledAsInTheDictionary() {
        String sentences =
                Stream.of(ProblemCode.values()).map(ProblemCode::sentence).collect(Collectors.joining(" "));

        assertThat(misspelled(new Prose(sentences))).isEmpty();
    }

    @Test
    void ofThePagesForUsersAreSpelledAsInTheDictionary() throws IOException {
        String sentences = SENTENCE.matcher(Files.readString(ENGLISH))
                .results()
                .map(sentence -> sentence.group(1).replaceAll("\\{\\w+\\}", ""))
                .collect(Collectors.joining(" "));

        assertThat(sentences).hasSizeGreaterThan(1000);
        assertThat(misspelled(new Prose(sentences))).isEmpty();
    }

    /** A word that no page has any more could hide a misspelling of another. */
    @Test
    void areKeptOnlyWhereTheyAreNeeded() {
        Set<String> used =
                pages().stream().flatMap(page -> parts(Prose.of(page))).collect(Collectors.toSet());

        assertThat(kept).isSubsetOf(used).allMatch(SpellingTest::isUnknown);
    }

    @Test
    void areFoundWhenTheyAreMisspelled() {
        assertThat(misspelled(new Prose("The pasword of the user's recieved passkey behaves")))
                .containsExactly("pasword", "recieved");
    }

    private List<String> misspelled(Prose prose) {
        return parts(prose)
                .filter(word -> isUnknown(word) && !kept.contains(word))
                .distinct()
                .toList();
    }

    /** Of a compound each part, and of a genitive the noun. */
    private static Stream<String> parts(Prose prose) {
        return prose.words()
                .flatMap(word -> Stream.of(word.replaceFirst("'s$", "").split("-")));
    }

    private static boolean isUnknown(String word) {
        return word.length() > 1 && SPELLER.isMisspelled(word) && SPELLER.isMisspelled(word.toLowerCase(Locale.ROOT));
    }

    private static Dictionary dictionary() {
        try {
            return Dictionary.read(
                    Speller.class.getClassLoader().getResource("org/languagetool/resource/en/hunspell/en_US.dict"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
