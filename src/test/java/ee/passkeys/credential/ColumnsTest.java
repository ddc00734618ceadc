// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ColumnsTest {

    @Test
    void holdAsManyBytesAsTheyHave() {
        assertThat(Columns.holdName("a".repeat(1020))).isTrue();
        assertThat(Columns.holdName("a".repeat(1021))).isFalse();
        assertThat(Columns.holdName("é".repeat(510))).isTrue();
        assertThat(Columns.holdName("é".repeat(511))).isFalse();
        assertThat(Columns.holdName("😀".repeat(255))).isTrue();
        assertThat(Columns.holdName("😀".repeat(256))).isFalse();
    }

    @Test
    void holdNothingThatIsNoText() {
        assertThat(Columns.holdName("")).isFalse();
        assertThat(Columns.holdName("a\0b")).isFalse();
        assertThat(Columns.holdName("a\uD83D")).isFalse();
        assertThat(Columns.holdName("\uDE00a")).isFalse();
    }
}
