// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.savedrequest;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A request of another site")
class CrossSiteTest {

    @Test
    void isToldByTheBrowser() {
        assertThat(isForeign(Map.of("Sec-Fetch-Site", "cross-site"))).isTrue();
        assertThat(isForeign(Map.of("Sec-Fetch-Site", "same-origin"))).isFalse();
        assertThat(isForeign(Map.of("Sec-Fetch-Site", "same-site"))).isFalse();
        assertThat(isForeign(Map.of("Sec-Fetch-Site", "none"))).isFalse();
        assertThat(isForeign(Map.of("Sec-Fetch-Site", "same-origin", "Origin", "https://proxy.example")))
                .isFalse();
    }

    @Test
    void isKnownByItsOriginInAnOldBrowser() {
        assertThat(isForeign(Map.of("Origin", "https://evil.example", "Host", "shop.example")))
                .isTrue();
        assertThat(isForeign(Map.of("Origin", "null", "Host", "shop.example"))).isTrue();
        assertThat(isForeign(Map.of("Origin", ":", "Host", "shop.example"))).isTrue();
        assertThat(isForeign(Map.of("Origin", "https://shop.example"))).isTrue();
        assertThat(isForeign(Map.of("Origin", "https://Shop.example:8443", "Host", "shop.example:8443")))
                .isFalse();
        assertThat(isForeign(Map.of("Host", "shop.example"))).isFalse();
    }

    private static boolean isForeign(Map<String, String> headers) {
        return CrossSite.isForeign((HttpServletRequest) Proxy.newProxyInstance(
                CrossSiteTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (self, method, arguments) -> headers.get((String) arguments[0])));
    }
}
