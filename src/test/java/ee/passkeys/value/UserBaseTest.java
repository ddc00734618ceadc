// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A user base")
class UserBaseTest {

    @Test
    void isNamedAfterTheApplication() {
        assertThat(UserBase.ofApplication("/shop").id()).isEqualTo("/shop");
        assertThat(UserBase.ofApplication("").id()).isEqualTo("/");
        assertThat(UserBase.ofApplication("/").id()).isEqualTo("/");
    }

    @Test
    void makesOneTextOfItselfAndANameThatNoOtherPairIs() {
        assertThat(new UserBase("/a").qualified("b/c")).isNotEqualTo(new UserBase("/ab").qualified("/c"));
        assertThat(new UserBase("/a").qualified("b\nc")).isNotEqualTo(new UserBase("/a b").qualified("c"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\nb", "a\u0000", "a\u0085b"})
    void hasNothingInItThatCouldSeparate(String id) {
        assertThatIllegalArgumentException().isThrownBy(() -> new UserBase(id));
    }
}
