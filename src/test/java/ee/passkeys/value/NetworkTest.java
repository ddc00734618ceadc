// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkTest {

    @ParameterizedTest
    @CsvSource({
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2::9",
        "2001:db8:1:2:3:4:5:6, [2001:db8:1:2::1]:50000",
        "fe80::1, fe80::2%eth0",
        "192.0.2.7, ' 192.0.2.7'"
    })
    void isOneForAddressesOfOneHousehold(String one, String other) {
        assertThat(Network.of(one)).isEqualTo(Network.of(other));
    }

    @ParameterizedTest
    @CsvSource({"2001:db8:1:2::1, 2001:db8:1:3::1", "192.0.2.7, 192.0.2.8", "192.0.2.7, unknown"})
    void differsForOthers(String one, String other) {
        assertThat(Network.of(one)).isNotEqualTo(Network.of(other));
    }

    @Test
    void isTheTextWhereThatIsNoAddress() {
        assertThat(Network.of("_hidden")).isEqualTo("_hidden");
    }
}
