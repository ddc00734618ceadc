// SPDX-License-Identifier: Apache-2.0
package ee.passkeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The records of decisions: each can be dated, and says whether it still holds. */
class DecisionsTest {

    private static final Path RECORDS = Path.of("src/site/markdown/decisions");

    static List<Path> records() throws IOException {
        try (Stream<Path> files = Files.list(RECORDS)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("records")
    void hasNumberStatusAndDate(Path record) throws IOException {
        String number = record.getFileName().toString().substring(0, 4);

        List<String> head = Files.readAllLines(record).subList(0, 3);

        assertThat(head.get(0)).startsWith("# " + Integer.parseInt(number) + ". ");
        assertThat(head.get(2))
                .matches(
                        "Status: (accepted|superseded by \\[\\d+]\\(\\d{4}-[a-z0-9-]+\\.md\\)), 2\\d{3}-\\d{2}-\\d{2}");
    }

    @Test
    void haveNumbersOfTheirOwn() throws IOException {
        assertThat(records().stream()
                        .map(record -> record.getFileName().toString().substring(0, 4)))
                .doesNotHaveDuplicates();
    }
}
