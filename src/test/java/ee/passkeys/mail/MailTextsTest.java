// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import ee.passkeys.config.Setting;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The texts of mail")
class MailTextsTest {

    private static final String ADDRESS = "https://example.com/shop/passkeys/";
    private static final Instant TIME = Instant.parse("2026-11-29T22:15:30Z");

    static List<String> languages() {
        return Pattern.compile("`(\\w+)`")
                .matcher(Setting.MAIL_LANGUAGE.allowedValues())
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("languages")
    void sayTheSameInEveryLanguage(String language) throws IOException {
        JsonNode english = read("en");
        JsonNode texts = read(language);

        assertThat(keys(texts)).containsExactlyElementsOf(keys(english));
        assertThat(texts).allSatisfy(text -> assertThat(text.asText()).isNotBlank());
        if (!language.equals("en")) {
            assertThat(keys(texts))
                    .filteredOn(key -> texts.path(key).equals(english.path(key)))
                    .isSubsetOf("application");
        }
        for (Notice.Kind kind : Notice.Kind.values()) {
            assertThat(texts.has(kind.key())).as(kind.key()).isTrue();
        }
    }

    @Test
    void sayWhatHappenedWhenAndWhatToDo() {
        assertThat(mail("ada", "Shop").text(new Notice(Notice.Kind.CREATED, "ada"), TIME))
                .isEqualTo("""
                        A passkey was created.

                        Application: Shop
                        User name: ada
                        Time: November 29, 2026 at 10:15:30 PM UTC

                        If this was not you, open the page below, remove what you do not know, and contact the administrators of the application.
                        https://example.com/shop/passkeys/
                        """);
        assertThat(new MailTexts("de", "Laden", ADDRESS).text(new Notice(Notice.Kind.REMOVED, "ada"), TIME))
                .contains("Ein Passkey wurde entfernt.", "29. November 2026");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada\r\nBcc: eve@example.com",
                "ada\n\nhttps://evil.example",
                "ada\u2028x",
                "ada\u0085x",
                "a\u202eda"
            })
    void haveTheUserNameInOneLine(String name) {
        String text = mail(name, "Shop").text(new Notice(Notice.Kind.CREATED, name), TIME);
        String plain = mail("ada", "Shop").text(new Notice(Notice.Kind.CREATED, "ada"), TIME);

        assertThat(text.split("\\R", -1)).hasSameSizeAs(plain.split("\\R", -1));
        assertThat(text).doesNotContain("\u202e");
    }

    @Test
    void haveTheApplicationInOneLineOfTheSubject() {
        assertThat(mail("ada", "Shop\r\nBcc: eve@example.com").subject(new Notice(Notice.Kind.CREATED, "ada")))
                .isEqualTo("Shop Bcc: eve@example.com: A passkey was created");
    }

    @Test
    void cutNamesThatAreLongerThanALine() {
        assertThat(PlainText.line("x".repeat(1000))).hasSize(201).endsWith("…");
    }

    private static MailTexts mail(String user, String application) {
        return new MailTexts("en", application, ADDRESS);
    }

    private static List<String> keys(JsonNode texts) {
        List<String> keys = new ArrayList<>();
        texts.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    private static JsonNode read(String language) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(MailTexts.class.getResourceAsStream("texts/" + language + ".json"), language)) {
            return new ObjectMapper().readTree(in);
        }
    }
}
