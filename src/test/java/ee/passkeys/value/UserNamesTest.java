// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A user name")
class UserNamesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mia",
                "MIA",
                "Mia",
                " mia",
                "mia ",
                "\tmia\u00a0",
                "\uff2d\uff29\uff21",
                "m\u00adia",
                "mi\u200ba",
                "mia\u0000"
            })
    void isOneInEverySpellingThatARealmTakes(String spelling) {
        assertThat(UserNames.fold(spelling)).isEqualTo("mia");
        assertThat(UserNames.same("mia", spelling)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Stra\u00dfe", "STRASSE", "stra\u017f\u017fe"})
    void isOneInLettersWhoseCaseChangesTheirNumber(String spelling) {
        assertThat(UserNames.fold(spelling)).isEqualTo("strasse");
    }

    @Test
    void isOneHoweverItsAccentsAreComposedAndItsBlanksCounted() {
        assertThat(UserNames.same("J\u00fcrgen  M", "ju\u0308rgen m")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mi", "mia1", "m ia", "m\u00eda", ""})
    void isNotAnother(String other) {
        assertThat(UserNames.same("mia", other)).isFalse();
    }
}
