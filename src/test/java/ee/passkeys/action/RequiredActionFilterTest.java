// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.action;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequiredActionFilterTest {

    @ParameterizedTest
    @ValueSource(strings = {"/passkeys", "/passkeys/api", "/.well-known/webauthn"})
    void letsEverybodyToWhatIsOurs(String servletPath) {
        assertThat(RequiredActionFilter.isOurs(chosenBy(servletPath))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/admin", "/passkeys/admin", "/passkeys/../admin", "/passkeys.jsf", "/.well-known/other"})
    void takesNothingOfTheHostsForOurs(String servletPath) {
        assertThat(RequiredActionFilter.isOurs(chosenBy(servletPath))).isFalse();
    }

    private static HttpServletRequest chosenBy(String servletPath) {
        return (HttpServletRequest) Proxy.newProxyInstance(
                RequiredActionFilterTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (self, method, arguments) -> method.getName().equals("getServletPath") ? servletPath : "/passkeys/x");
    }
}
