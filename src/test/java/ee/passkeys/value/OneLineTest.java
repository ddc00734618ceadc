// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A text in one line")
class OneLineTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0000", "\n", "\r\n", "\t", "\u007f", "\u0085", "\u2028", "\u2029", "\u200e", "\u200f", "\u061c",
                "\u202a", "\u202e", "\u2066", "\u2069"
            })
    void hasASpaceInPlaceOfWhatWouldMakeItReadOtherwise(String unseen) {
        assertThat(OneLine.of("Müller" + unseen + "Söhne" + unseen)).isEqualTo("Müller Söhne");
    }

    @Test
    void keepsLettersThatJoin() {
        assertThat(OneLine.of("  می\u200cخواهم \ud83d\udc68\u200d\ud83d\udc69 "))
                .isEqualTo("می\u200cخواهم \ud83d\udc68\u200d\ud83d\udc69");
    }
}
