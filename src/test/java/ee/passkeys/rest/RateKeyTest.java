// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RateKeyTest {

    @Test
    void isOneForAllSpellingsOfAName() {
        assertThat(RateKey.ofName(" Mia ")).isEqualTo(RateKey.ofName("mia"));
        assertThat(RateKey.ofName("Zoe\u0308")).isEqualTo(RateKey.ofName("zo\u00eb"));
        assertThat(RateKey.ofName("mia")).isNotEqualTo(RateKey.ofName("mia2"));
    }

    @Test
    void isOneForAllAddressesOfAHome() {
        assertThat(RateKey.ofAddress("2001:db8:0:1::1")).isEqualTo(RateKey.ofAddress("2001:db8:0:1:ffff::2"));
        assertThat(RateKey.ofAddress("[2001:db8:0:1::1]:4711")).isEqualTo(RateKey.ofAddress("2001:db8:0:1::2"));
        assertThat(RateKey.ofAddress("fe80::1%eth0")).isEqualTo(RateKey.ofAddress("fe80::2"));
        assertThat(RateKey.ofAddress("2001:db8:0:1::1")).isNotEqualTo(RateKey.ofAddress("2001:db8:0:2::1"));
    }

    @Test
    void isAnotherForEachOtherAddress() {
        assertThat(RateKey.ofAddress("192.0.2.1")).isNotEqualTo(RateKey.ofAddress("192.0.2.2"));
        assertThat(RateKey.ofAddress("192.0.2.1")).isEqualTo(RateKey.ofAddress("::ffff:192.0.2.1"));
        assertThat(RateKey.ofAddress("unknown")).isNotEqualTo(RateKey.ofAddress("_hidden"));
    }

    @Test
    void hasItsSizeWhateverIsSent() {
        assertThat(RateKey.ofName("x".repeat(60_000)).bits()).isEqualTo(256);
        assertThat(RateKey.ofAddress("x".repeat(60_000)).bits()).isEqualTo(256);
    }
}
