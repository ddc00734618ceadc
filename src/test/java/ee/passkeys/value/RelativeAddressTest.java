// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RelativeAddressTest {

    @ParameterizedTest
    @CsvSource({
        "/shop, /shop/cart?item=1, ./cart?item=1",
        "/shop, /shop/, ./",
        "/shop, /shop, ./",
        "'', /a:b/c, ./a:b/c",
        "'', /, ./",
    })
    void ofAPageIsSeenFromTheRoot(String contextPath, String path, String address) {
        assertThat(RelativeAddress.fromRoot(contextPath, path)).isEqualTo(address);
    }

    @ParameterizedTest
    @CsvSource({
        "/shop, ./cart?item=1, /shop/cart?item=1",
        "/shop, ./, /shop/",
        "'', ./cart, /cart",
        "'', .//evil.example, //evil.example",
        "/shop, /shop/cart, /shop/cart",
        "/shop, https://evil.example, https://evil.example",
        "/shop, ../cart, ../cart",
    })
    void isAPathAgain(String contextPath, String address, String path) {
        assertThat(RelativeAddress.toPath(contextPath, address)).isEqualTo(path);
    }

    @ParameterizedTest
    @CsvSource({
        "/shop, /shop/, ./passkeys/login",
        "/shop, /shop/who, ./passkeys/login",
        "/shop, /shop/user/;jsessionid=1, ../passkeys/login",
        "/shop, /shop/user/a/b, ../../passkeys/login",
        "'', /user/a, ../passkeys/login",
    })
    void leadsFromOnePageToAnother(String contextPath, String page, String address) {
        String target = contextPath + "/passkeys/login";

        assertThat(RelativeAddress.from(contextPath, page, target)).isEqualTo(address);
        assertThat(URI.create("http://portal.example/a/portal" + page.substring(contextPath.length()))
                        .resolve(address))
                .hasToString("http://portal.example/a/portal/passkeys/login");
    }

    @ParameterizedTest
    @CsvSource({
        "/shop, /shop",
        "/shop, /shop/a/../b",
        "/shop, /shop/a/%2E%2e/b",
        "/shop, /shop/./b",
        "/shop, /shopping/b",
        "/shop, /other",
    })
    void isTheWholePathWhereTheWayCannotBeTold(String contextPath, String page) {
        assertThat(RelativeAddress.from(contextPath, page, "/shop/passkeys/login"))
                .isEqualTo("/shop/passkeys/login");
    }
}
