// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ceremony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ee.passkeys.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Jürgen's key",
                // Persian: a joiner of width zero within "keys".
                "\u06a9\u0644\u06cc\u062f\u200c\u0647\u0627",
                // Sinhala: a joiner after a virama.
                "\u0dc1\u0dca\u200d\u0dbb\u0dd3",
                // Hindi: a non-joiner after a virama.
                "\u0915\u094d\u200c\u0937",
                // A scientist, with a skin tone, too; a heart on fire; a family; a rainbow flag.
                "\ud83d\udc69\u200d\ud83d\udd2c lab",
                "\ud83d\udc69\ud83c\udffd\u200d\ud83d\udd2c",
                "\u2764\ufe0f\u200d\ud83d\udd25",
                "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67",
                "\ud83c\udff3\ufe0f\u200d\ud83c\udf08",
                // The flag of Scotland.
                "\ud83c\udff4\udb40\udc67\udb40\udc62\udb40\udc73\udb40\udc63\udb40\udc74\udb40\udc7f",
            })
    void mayBeWrittenInEveryLanguageAndWithEmoji(String text) throws ProblemException {
        assertThat(PlainText.check("label", text, 64)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a\u0000b",
                "a\nb",
                "\u202eevil",
                "a\u2066b",
                "a\u200eb",
                "a\u200bb",
                "ad\u200cmin",
                "ad\u200dmin",
                "\u200c\u06a9",
                "\u06a9\u200c",
                "\u06a9\u200c\u200c\u0647",
                "\u06a9\u200c\u202e\u0647",
                "\ud83d\udc69\u200d",
                "\u200d\ud83d\udc69",
                "\ud83d\udc69\u200d\u200d\ud83d\udd2c",
                "a\udb40\udc67",
                "\ud83c\udff4\udb40\udc67",
                "a\ud83d",
                "\ufeffa",
            })
    void hidesNothingAndTurnsNothing(String text) {
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> PlainText.check("label", text, 64));
    }

    @Test
    void isAsLongAsAColumnTakesIt() throws ProblemException {
        String emoji = "\ud83d\udd11";

        assertThat(PlainText.check("label", emoji.repeat(32), 64)).hasSize(64);
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> PlainText.check("label", emoji.repeat(33), 64));
    }
}
