// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemTableTest {

    @ParameterizedTest
    @EnumSource(ProblemCode.class)
    void listsEveryCodeBesideItsStatus(ProblemCode failure) throws IOException {
        Problem problem = Problem.of(failure);

        assertThat(Files.readString(Path.of("src/site/markdown/endpoints.md")).lines())
                .anyMatch(line ->
                        line.startsWith("| " + problem.status() + " | ") && line.contains("`" + problem.code() + "`"));
    }
}
