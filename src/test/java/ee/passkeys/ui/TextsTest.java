// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ui;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import ee.passkeys.config.AppearanceSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {

    static final List<String> LANGUAGES = Texts.BUILT_IN;

    private static final Pattern SENTENCE = Pattern.compile("(?m)^  '([a-z-]+)': '((?:[^'\\\\]|\\\\.)*)',$");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w*)\\}");

    @TempDir
    Path folder;

    @ParameterizedTest
    @FieldSource("LANGUAGES")
    void sayTheSameInEveryLanguage(String language) throws Exception {
        Map<String, String> english = english();
        Map<String, String> texts = table(Texts.of(Optional.empty()), language);

        assertThat(english).hasSizeGreaterThan(100);
        assertThat(texts.keySet()).containsExactlyElementsOf(english.keySet());
        assertThat(texts.keySet())
                .allSatisfy(key -> assertThat(placeholders(texts, key)).as(key).isEqualTo(placeholders(english, key)));
        assertThat(texts.values()).noneMatch(String::isBlank).noneMatch(text -> text.contains("<"));
    }

    @ParameterizedTest
    @FieldSource("LANGUAGES")
    void areTranslated(String language) throws Exception {
        Map<String, String> english = english();
        Map<String, String> texts = table(Texts.of(Optional.empty()), language);

        assertThat(texts.entrySet().stream()
                        .filter(text -> text.getValue().equals(english.get(text.getKey())))
                        .map(Map.Entry::getKey))
                .isSubsetOf("passkey", "recover-code", "user-name", "label-browser");
    }

    @ParameterizedTest
    @FieldSource("LANGUAGES")
    void ofThePageOfAdministratorsAreTranslatedToo(String language) throws Exception {
        Map<String, String> english = english("admin-english.js");
        Map<String, String> texts = table(Texts.ofAdministration(language));

        assertThat(english).hasSizeGreaterThan(80);
        assertThat(english.keySet()).doesNotContainAnyElementsOf(english().keySet());
        assertThat(texts.keySet()).containsExactlyElementsOf(english.keySet());
        assertThat(texts.keySet())
                .allSatisfy(key -> assertThat(placeholders(texts, key)).as(key).isEqualTo(placeholders(english, key)));
        assertThat(texts.values()).noneMatch(String::isBlank).noneMatch(text -> text.contains("<"));
        assertThat(texts.entrySet().stream()
                        .filter(text -> text.getValue().equals(english.get(text.getKey())))
                        .map(Map.Entry::getKey))
                .isSubsetOf("admin-passkeys", "admin-link", "admin-one", "admin-sure");
    }

    @Test
    void ofThePageOfAdministratorsFollowTheLanguageOfARegion() throws Exception {
        assertThat(table(Texts.ofAdministration("de-at"))).containsEntry("admin-users", "Benutzer");
        assertThat(table(Texts.ofAdministration("sv"))).isEmpty();
    }

    @Test
    void areAnnouncedInEveryScript() throws IOException {
        PageFiles files = new PageFiles(false, AppearanceSettings.DEFAULT);

        assertThat(files.paths().stream().filter(path -> path.endsWith(".js")))
                .isNotEmpty()
                .allSatisfy(path -> assertThat(body(files, path))
                        .contains("const SERVED = ['ar', 'de', 'es', 'fr', 'it', 'ja', 'nl', 'pl', 'pt'];"));
    }

    @Test
    void ofTheFolderReplaceOursOneByOne() throws Exception {
        write("de.json", "{\"sign-in\":\"Einloggen\"}");
        write("de-at.json", "{\"cancel\":\"Doch nicht\"}");

        Texts texts = Texts.of(Optional.of(folder));

        assertThat(table(texts, "de")).containsEntry("sign-in", "Einloggen").containsEntry("save", "Speichern");
        assertThat(table(texts, "de-at"))
                .containsEntry("cancel", "Doch nicht")
                .containsEntry("sign-in", "Einloggen")
                .containsEntry("save", "Speichern");
    }

    @Test
    void ofTheFolderAddLanguages() throws Exception {
        write("sv.json", "{\"sign-in\":\"Logga in med en nyckel\"}");
        write("en.json", "{\"sign-in\":\"Log in\"}");

        PageFiles files = new PageFiles(false, texts(folder));

        assertThat(body(files, "/texts/en.json")).isEqualTo("{\"sign-in\":\"Log in\"}");
        assertThat(body(files, "/texts/sv.json")).isEqualTo("{\"sign-in\":\"Logga in med en nyckel\"}");
        assertThat(body(files, "/login-page.js"))
                .contains("const SERVED = ['ar', 'de', 'en', 'es', 'fr', 'it', 'ja', 'nl', 'pl', 'pt', 'sv'];");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not json",
                "[]",
                "{\"sign-in\":1}",
                "{\"sign-in\":{\"other\":\"x\"}}",
                "{\"__proto__\":\"x\"}",
                "{\"sign-in\":\"a\",\"sign-in\":\"b\"}",
                "{\"sign-in\":\"a\"} more"
            })
    void leaveOutAFileThatIsWrong(String content) throws Exception {
        write("de.json", content);

        assertThat(table(Texts.of(Optional.of(folder)), "de")).containsEntry("sign-in", "Mit Passkey anmelden");
    }

    @Test
    void leaveOutWhatIsTooLargeOrNoLanguage() throws Exception {
        write("sv.json", "{\"sign-in\":\"" + "x".repeat(2001) + "\"}");
        write("fi.json", "{\"a\":\"x\"}" + " ".repeat(128 * 1024));
        write("da.json.bak", "{}");
        write("NOTES.json", "{}");
        write("x'];alert(1);['.json", "{}");
        Files.createDirectory(folder.resolve("nb.json"));

        assertThat(Texts.of(Optional.of(folder)).files().keySet()).containsExactlyElementsOf(Texts.BUILT_IN);
    }

    static AppearanceSettings texts(Path folder) {
        return new AppearanceSettings(
                Optional.of(folder),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(folder.resolve(name), content);
    }

    private static Map<String, String> english() throws IOException {
        return english("english.js");
    }

    private static Map<String, String> english(String module) throws IOException {
        Map<String, String> english = new TreeMap<>();
        SENTENCE.matcher(Files.readString(Path.of("src/main/javascript").resolve(module)))
                .results()
                .forEach(found -> english.put(found.group(1), found.group(2)));
        return english;
    }

    private static Map<String, String> table(Texts texts, String language) throws IOException {
        return table(texts.files().get(language));
    }

    private static Map<String, String> table(byte[] json) throws IOException {
        Map<String, String> table = new TreeMap<>();
        new ObjectMapper()
                .readTree(json)
                .properties()
                .forEach(text -> table.put(text.getKey(), text.getValue().textValue()));
        return table;
    }

    private static List<String> placeholders(Map<String, String> texts, String key) {
        return PLACEHOLDER
                .matcher(texts.getOrDefault(key, ""))
                .results()
                .map((MatchResult found) -> found.group(1))
                .sorted()
                .collect(Collectors.toList());
    }

    private static String body(PageFiles files, String path) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        files.at(path).orElseThrow().writeTo(out);
        return out.toString(UTF_8);
    }
}
