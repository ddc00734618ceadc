// SPDX-License-Identifier: Apache-2.0
package ee.passkeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ee.passkeys.testkit.Documentation;
import ee.passkeys.testkit.Prose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Pages for users, operators and developers can be read once. Records of decisions are for contributors. */
@DisplayName("The pages of the documentation")
class ReadingEaseTest {

    private static final double HIGHEST_GRADE = 11;

    static Stream<Path> pages() {
        return Documentation.pages().stream().filter(page -> !page.toString().contains("decisions"));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void askForNoHigherGradeThanTheEleventh(Path page) {
        assertThat(Prose.of(page).grade()).isLessThanOrEqualTo(HIGHEST_GRADE);
    }

    /** Left in {@code target}, for a look at all of them. */
    @Test
    void areListedByTheirGrade() throws IOException {
        Path list = Path.of("target/reading-ease.txt");
        Files.writeString(
                list,
                pages().map(page -> String.format(
                                Locale.ROOT, "%5.1f  %s%n", Prose.of(page).grade(), page))
                        .sorted()
                        .collect(Collectors.joining()));

        assertThat(list).isNotEmptyFile();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -1.5 | The cat sat on the mat.
             0.5 | The passkey is safe. The user signs in at once.
            29.3 | Configuration of alternative authentication mechanisms requires administrators.
            """)
    void areMeasuredByFleschAndKincaid(double grade, String text) {
        assertThat(new Prose(text).grade()).isEqualTo(grade, within(0.1));
    }
}
