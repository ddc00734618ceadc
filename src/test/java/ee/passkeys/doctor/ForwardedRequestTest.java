// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How a request is taken to have come. */
class ForwardedRequestTest {

    @Test
    void takesWhatTheClientSaysWhereThereIsNoProxy() {
        assertThat(visit(Map.of("Host", "shop.example.com:8080")))
                .isEqualTo(new ForwardedRequest("shop.example.com:8080", false, null, false));
    }

    @Test
    void takesTheFirstProxyForTheOneThatTheBrowserMet() {
        assertThat(visit(Map.of(
                        "Host", "10.0.0.1",
                        "X-Forwarded-Host", "shop.example.com, inner",
                        "X-Forwarded-Proto", "https,http")))
                .isEqualTo(new ForwardedRequest("shop.example.com", false, "https", true));
    }

    @Test
    void readsTheHeaderOfTheStandard() {
        assertThat(visit(Map.of(
                        "Host",
                        "10.0.0.1",
                        "Forwarded",
                        "for=192.0.2.60; Proto=https;host=\"shop.example.com:8443\", for=x")))
                .isEqualTo(new ForwardedRequest("shop.example.com:8443", false, "https", true));
    }

    @Test
    void seesAProxyThatOnlyTellsTheAddressOfItsClient() {
        assertThat(visit(Map.of("Host", "a", "X-Forwarded-For", "192.0.2.60")).throughProxy())
                .isTrue();
    }

    private static ForwardedRequest visit(Map<String, String> headers) {
        return ForwardedRequest.of((HttpServletRequest) Proxy.newProxyInstance(
                ForwardedRequestTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getHeader" -> headers.get(String.valueOf(arguments[0]));
                    case "isSecure" -> false;
                    case "getServerName" -> "localhost";
                    default -> throw new UnsupportedOperationException(method.getName());
                }));
    }
}
