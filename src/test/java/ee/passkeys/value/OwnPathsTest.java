// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Our own paths")
class OwnPathsTest {

    @Test
    void areServedWhereOurServletsAreMapped() {
        assertThat(OwnPaths.areServed("/passkeys")).isTrue();
        assertThat(OwnPaths.areServed("/passkeys/api")).isTrue();
        assertThat(OwnPaths.areServed("/.well-known/webauthn")).isTrue();
        assertThat(OwnPaths.areServed("/passkeys/admin")).isFalse();
        assertThat(OwnPaths.areServed("/.well-known/other")).isFalse();
    }

    @Test
    void containWhatIsBelowThem() {
        assertThat(OwnPaths.contain("/passkeys")).isTrue();
        assertThat(OwnPaths.contain("/passkeys/login")).isTrue();
        assertThat(OwnPaths.contain("/passkeys/api/session")).isTrue();
        assertThat(OwnPaths.containEndpoint("/passkeys/api")).isTrue();
        assertThat(OwnPaths.containEndpoint("/passkeys/api/session")).isTrue();
        assertThat(OwnPaths.containEndpoint("/passkeys/login")).isFalse();
        assertThat(OwnPaths.containEndpoint("/passkeys/apish")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/passkeysshop", "/passkeys.jsf", "/shop/passkeys", "/PASSKEYS"})
    void containNothingOfTheHosts(String path) {
        assertThat(OwnPaths.contain(path)).isFalse();
    }
}
