// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SettingsTableTest {

    @Test
    void listsEverySettingAsItIs() throws IOException {
        List<String> table;
        try (Stream<String> lines = Files.lines(Path.of("src/site/markdown/settings.md"))) {
            table = lines.filter(line -> line.startsWith("| `passkeys.")).toList();
        }

        assertThat(table)
                .containsExactlyElementsOf(
                        Stream.of(Setting.values()).map(SettingsTableTest::row).toList());
    }

    private static String row(Setting setting) {
        String defaultValue =
                setting.defaultValue().map(text -> "`" + text + "`").orElse("");
        return "| `" + setting.key() + "` | " + setting.allowedValues() + " | " + defaultValue + " | " + setting.doc()
                + " |";
    }
}
