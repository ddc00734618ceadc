// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.savedrequest;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A sign-in")
class ReturnToTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/user/", "/user/?a=b&c=%20d", "/a/b.html#part", "/%C3%BC", "/search?q=https://example.org/"
            })
    void leadsToAPathOfTheApplication(String path) {
        assertThat(ReturnTo.isWithin("", path)).isTrue();
        assertThat(ReturnTo.isWithin("/shop", "/shop" + path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "user",
                "https://evil.example/",
                "//evil.example/",
                "///evil.example/",
                "/\\evil.example/",
                "\\/evil.example",
                "/%5Cevil.example",
                "/%2Fevil.example/",
                "/\t/evil.example",
                "/%09/evil.example",
                "/a%0D%0ASet-Cookie:%20x",
                "javascript:alert(1)",
                "JavaScript:alert(1)",
                "data:text/html,x",
                " /user/",
                "/user /",
                "/user/%",
                "/user/%zz",
                "/\u00fc",
                "/user\u0000"
            })
    void leadsNowhereElse(String path) {
        assertThat(ReturnTo.isWithin("", path)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/other/", "/shopping/", "/shop2", "//shop/", "/%2Fshop/"})
    void staysWithinTheContextPath(String path) {
        assertThat(ReturnTo.isWithin("/shop", path)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/shop/../admin/", "/shop/%2e%2e/admin/", "/shop/./x", "/shop/..;/admin"})
    void doesNotClimbOutOfTheContextPath(String path) {
        assertThat(ReturnTo.isWithin("/shop", path)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "//evil.example",
                "/%09/evil.example",
                "javascript:alert(1)",
                "/\\\\evil.example"
            })
    void leadsHomeWhereTheWishLeadsOutOfTheApplication(String wish) {
        assertThat(ReturnTo.chooseFromRoot(request(), Optional.of(wish), "/user/"))
                .isEqualTo("./user/");
    }

    @Test
    void leadsWhereTheClientWishes() {
        assertThat(ReturnTo.chooseFromRoot(request(), Optional.of("./cart?item=1"), "/user/"))
                .isEqualTo("./cart?item=1");
    }

    private static HttpServletRequest request() {
        return (HttpServletRequest) Proxy.newProxyInstance(
                ReturnToTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (self, method, arguments) -> method.getName().equals("getContextPath") ? "/shop" : null);
    }
}
