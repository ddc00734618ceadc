// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.mail;

import com.fasterxml.jackson.databind.JsonNode;
import ee.passkeys.problem.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Objects;

/** Subject and text of mail in one language. */
final class MailTexts {

    private final JsonNode sentences;
    private final String application;
    private final String address;
    private final DateTimeFormatter times;

    /**
     * Reads the texts of a language.
     *
     * @param language such as {@code de}
     * @param application name of the application
     * @param address address of the page "My passkeys"
     */
    MailTexts(String language, String application, String address) {
        this.sentences = read(language);
        this.application = PlainText.line(application);
        this.address = address;
        this.times = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG)
                .withLocale(Locale.forLanguageTag(language))
                .withZone(ZoneId.of("UTC"));
    }

    private static JsonNode read(String language) {
        String name = "texts/" + language + ".json";
        try (InputStream in = Objects.requireNonNull(MailTexts.class.getResourceAsStream(name), name)) {
            return Json.readObject(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String subject(Notice notice) {
        return application + ": " + sentence(notice.kind().key());
    }

    String text(Notice notice, Instant at) {
        return String.join(
                "\n",
                sentence(notice.kind().key()) + ".",
                "",
                sentence("application") + ": " + application,
                sentence("user") + ": " + PlainText.line(notice.caller()),
                sentence("time") + ": " + times.format(at),
                "",
                sentence("not-you"),
                address,
                "");
    }

    private String sentence(String key) {
        return sentences.path(key).asText();
    }
}
