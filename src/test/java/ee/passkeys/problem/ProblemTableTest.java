// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProblemTableTest {

    /** Problems of the server itself, which no ceremony has. */
    private static final List<String> OF_THE_SERVER =
            List.of("request-too-large", "too-many-requests", "temporarily-unavailable");

    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| (\\d{3}) \\| `([a-z-]+)` \\| [A-Z][^|]+\\. \\| [^|]{4,}\\. \\|$");

    @Test
    void tellsCauseAndCureOfEveryCode() throws IOException {
        List<String> rows = ROW.matcher(Files.readString(Path.of("src/site/markdown/endpoints.md")))
                .results()
                .map(row -> row.group(1) + " " + row.group(2))
                .toList();
        Stream<String> codes = Stream.of(ProblemCode.values())
                .map(Problem::of)
                .map(problem -> problem.status() + " " + problem.code());

        assertThat(rows.stream().filter(row -> !OF_THE_SERVER.contains(row.substring(4))))
                .containsExactlyInAnyOrderElementsOf(codes.toList());
        assertThat(rows).extracting(row -> row.substring(4)).containsAll(OF_THE_SERVER);
    }
}
