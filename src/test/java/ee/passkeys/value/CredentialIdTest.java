// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialIdTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 16, 64, 1023})
    void hasAsManyBytesAsTheSpecificationAllows(int length) {
        byte[] bytes = new byte[length];
        bytes[0] = -1;

        assertThat(CredentialId.of(bytes).bytes()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1024})
    void refusesFewerAndMore(int length) {
        assertThatIllegalArgumentException().isThrownBy(() -> CredentialId.of(new byte[length]));
    }

    @Test
    void refusesASecondSpelling() {
        assertThatIllegalArgumentException().isThrownBy(() -> new CredentialId("AA=="));
        assertThatIllegalArgumentException().isThrownBy(() -> new CredentialId("AB"));
    }

    @Test
    void givesBytesThatMayBeChanged() {
        CredentialId id = new CredentialId("AAAA");

        id.bytes()[0] = 1;

        assertThat(id.bytes()).isEqualTo(new byte[3]);
    }
}
