// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColorTest {

    @ParameterizedTest
    @CsvSource({"#000000, 21", "#ffffff, 1", "#767676, 4.54", "#1d5bbf, 6.34", "#ff0000, 4.0"})
    void contrastsWithWhite(String color, double contrast) {
        assertThat(new Color(color).contrast(Color.WHITE)).isCloseTo(contrast, within(0.05));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "red", "#fff", "#12345g", "#1234567", "#123456;}", "rgb(1,2,3)"})
    void isNothingElse(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Color(text));
    }
}
