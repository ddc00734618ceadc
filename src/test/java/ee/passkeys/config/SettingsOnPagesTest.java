// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.config;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.testkit.CodeBlock;
import ee.passkeys.testkit.Documentation;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Settings on the pages of the documentation are settings, with values that they take. */
@DisplayName("Settings in the documentation")
class SettingsOnPagesTest {

    private static final Pattern NAMED = Pattern.compile("`(passkeys\\.[a-z][\\w.-]*[a-z0-9*])(?:=([^`…<]*))?`");

    /** Not settings: keys of the scripts for servers, of their pools and of the files for native apps. */
    private static final Pattern OTHERS =
            Pattern.compile("passkeys\\.(js|css|jar|properties|app\\.\\*|store|it\\..*|xml|dev\\..*)");

    /** They are named because they were renamed. */
    private static final List<String> HISTORIES = List.of("changes.md", "decisions");

    static Stream<CodeBlock> blocks() {
        return CodeBlock.in("properties").filter(block -> !block.isTemplate());
    }

    /** A block goes on where the first one of its page ends, unless both have a key. */
    @ParameterizedTest
    @MethodSource("blocks")
    void areReadAsTheyStandInABlock(CodeBlock block) {
        Map<String, String> settings = settings(block);
        Map<String, String> first = settings(blocks().filter(each -> each.page().equals(block.page()))
                .findFirst()
                .orElseThrow());
        if (Collections.disjoint(first.keySet(), settings.keySet())) {
            settings.putAll(first);
        }

        assertThat(settings).isNotEmpty();
        assertThat(settings.keySet()).allMatch(SettingsOnPagesTest::isSetting);
        assertThat(SettingsReader.read(strict(settings)).enabled()).isTrue();
    }

    private static Map<String, String> settings(CodeBlock block) {
        Properties lines = new Properties();
        try {
            lines.load(new StringReader(block.code()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> settings = new HashMap<>();
        lines.forEach((key, value) -> settings.put(ofOneApplication(key.toString()), value.toString()));
        return settings;
    }

    static Stream<Path> pages() {
        return Documentation.pages().stream().filter(page -> HISTORIES.stream().noneMatch(page.toString()::contains));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void exist(Path page) {
        assertThat(named(page).map(setting -> setting.group(1)).filter(key -> !isSetting(ofOneApplication(key))))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void takeTheValuesThatSentencesGive(Path page) {
        named(page)
                .filter(setting -> setting.group(2) != null && !setting.group(2).isEmpty())
                .filter(setting -> isSetting(ofOneApplication(setting.group(1))))
                .forEach(setting -> {
                    Map<String, String> settings =
                            new HashMap<>(Map.of(ofOneApplication(setting.group(1)), setting.group(2)));
                    String key = settings.keySet().iterator().next();
                    assertThat(complaints(settings)).as(setting.group()).doesNotContain(" - " + key + ": ");
                });
    }

    /** Another setting that this one needs may be missing. */
    private static String complaints(Map<String, String> settings) {
        try {
            SettingsReader.read(strict(settings));
            return "";
        } catch (InvalidConfigException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** Any mistake is an exception. */
    private static SettingSource strict(Map<String, String> settings) {
        settings.put("passkeys.on-invalid-settings", "fail");
        if (settings.values().stream().noneMatch(value -> value.contains("localhost"))) {
            settings.putIfAbsent("passkeys.rp.id", "example.com");
        }
        return SettingSource.of(settings);
    }

    private static Stream<MatchResult> named(Path page) {
        try {
            return NAMED.matcher(Files.readString(page))
                    .results()
                    .filter(setting -> !OTHERS.matcher(setting.group(1)).matches());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String ofOneApplication(String key) {
        return key.replaceFirst("^passkeys\\.app\\.\\w+\\.", "passkeys.");
    }

    private static boolean isSetting(String key) {
        return Stream.of(Setting.values())
                .map(Setting::key)
                .anyMatch(known -> known.equals(key)
                        || known.equals(key + ".*")
                        || known.endsWith("*") && key.startsWith(known.substring(0, known.length() - 1)));
    }
}
