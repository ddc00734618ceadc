// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserHandleTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 32, 64})
    void hasAsManyBytesAsTheSpecificationAllows(int length) {
        byte[] bytes = new byte[length];
        bytes[0] = -1;

        assertThat(UserHandle.of(bytes).bytes()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 65})
    void refusesFewerAndMore(int length) {
        assertThatIllegalArgumentException().isThrownBy(() -> UserHandle.of(new byte[length]));
    }

    @Test
    void refusesASecondSpelling() {
        assertThatIllegalArgumentException().isThrownBy(() -> new UserHandle("AB"));
    }

    @Test
    void isNewEveryTime() {
        SecureRandom random = new SecureRandom();

        UserHandle handle = UserHandle.random(random);

        assertThat(handle.bytes()).hasSize(32);
        assertThat(UserHandle.random(random)).isNotEqualTo(handle);
    }
}
