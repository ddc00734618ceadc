// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PasswordsOffTest {

    private final PasswordsOff off = new PasswordsOff();

    @Test
    void areRememberedUntilTheDatabaseSaysOtherwise() {
        off.note("ada", true);
        assertThat(off.wasOff("ada")).isTrue();
        assertThat(off.wasOff("Ada")).isFalse();

        off.note("ada", false);

        assertThat(off.wasOff("ada")).isFalse();
    }

    @Test
    void areNoMoreThanHaveRoom() {
        for (int i = 0; i < 2 * PasswordsOff.MOST; i++) {
            off.note("caller" + i, true);
        }

        assertThat(off.size()).isPositive().isLessThanOrEqualTo(PasswordsOff.MOST);
    }
}
