// SPDX-License-Identifier: Apache-2.0
package ee.passkeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The page about clusters")
class ClusterPageTest {

    private static final Pattern TEST = Pattern.compile("@Test\\s+(?:@\\w+(?:\\([^)]*\\))?\\s+)*void (\\w+)\\(");
    private static final Pattern NAMED = Pattern.compile("`([a-z]\\w+[A-Z]\\w+)`");

    @Test
    void namesTheTestsThatShowIt() throws IOException {
        String page = Files.readString(Path.of("src/site/markdown/cluster.md"));
        String contract = Files.readString(Path.of("src/test/java/ee/passkeys/operations/ClusterContract.java"));

        List<String> named = found(NAMED, page.substring(page.indexOf("## What was tested")));
        assertThat(named).isNotEmpty().containsExactlyInAnyOrderElementsOf(found(TEST, contract));
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group(1)).toList();
    }
}
