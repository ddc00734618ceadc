// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTest {

    private static final String APP = "android:apk-key-hash:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";

    @ParameterizedTest
    @CsvSource({
        "https://example.com, example.com, true",
        "https://app.example.com:8443, app.example.com, true",
        "http://localhost, localhost, true",
        "http://localhost:8080, localhost, true",
        "http://example.com, example.com, false",
        "http://127.0.0.1:8080, 127.0.0.1, false",
        "https://xn--bcher-kva.example, xn--bcher-kva.example, true",
        "https://[::1]:8443, [::1], true",
    })
    void isWhereABrowserSaysItIs(String text, String host, boolean secure) {
        Origin origin = new Origin(text);

        assertThat(origin.host()).contains(host);
        assertThat(origin.secure()).isEqualTo(secure);
        assertThat(origin).hasToString(text);
    }

    @Test
    void isAnAppWithoutAHost() {
        assertThat(new Origin(APP).host()).isEqualTo(Optional.empty());
        assertThat(new Origin(APP).secure()).isTrue();
    }

    @Test
    void ofAnOldAndroidAppHasAHashThatNoFileNames() {
        assertThat(new Origin("android:apk-key-hash:2jmj7l5rSw0yVb-vlWAYkK-YBwk").androidKeyHash())
                .isEmpty();
        assertThat(new Origin(APP).androidKeyHash())
                .hasValueSatisfying(hash -> assertThat(hash).hasSize(32));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "example.com",
                "//example.com",
                "https:example.com",
                "https://",
                "https://example.com/",
                "https://example.com/path",
                "https://example.com?query",
                "https://example.com#fragment",
                "https://user@example.com",
                "https://example.com:443",
                "http://localhost:80",
                "https://example.com:",
                "https://example.com:08443",
                "https://EXAMPLE.com",
                "HTTPS://example.com",
                "https://bücher.example",
                "https://*.example.com",
                "https://example.com,https://example.org",
                " https://example.com",
                "https://example.com\n",
                "https://example.com\u0000.evil.test",
                "https://example.com\\.evil.test",
                "ftp://example.com",
                "javascript:alert(1)",
                "file:///etc/passwd",
                "android:apk-key-hash:",
                "android:apk-key-hash:AA==",
                "android:apk-key-hash:AAECAwQFBgcICQoLDA0ODxAREhN",
                "android:apk-key-hash:AAECAwQFBgcICQoLDA0ODxAREhMA",
                "android:apk-key-hash:9C4B4AEEF05536E730EC4B802E767F67",
                "android:apk-key-hash:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8A",
                "android:apk-key-hash:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh9",
                "android:apk-key-hash:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
                "ios:bundle-id:com.example",
                "https://example.com:65536",
                "https://example.com:99999",
            })
    void refusesEverythingElse(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Origin(text));
    }
}
