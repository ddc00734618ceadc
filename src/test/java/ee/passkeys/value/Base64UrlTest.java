// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Base64UrlTest {

    @Test
    void readsWhatItWrites() {
        for (int length = 0; length < 70; length++) {
            byte[] bytes = new byte[length];
            for (int i = 0; i < length; i++) {
                bytes[i] = (byte) (255 - 7 * i);
            }

            String text = Base64Url.encode(bytes);

            assertThat(text).matches("[A-Za-z0-9_-]*");
            assertThat(Base64Url.decode(text)).isEqualTo(bytes);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AA==",
                "AAA=",
                "A",
                "AAAAA",
                "+A",
                "/A",
                "A A",
                " AA",
                "AA\n",
                "AB",
                "AAB",
                "AÄ",
                "AA.",
                "=",
                "\u0000AA"
            })
    void refusesEveryOtherSpelling(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Base64Url.decode(text));
    }
}
