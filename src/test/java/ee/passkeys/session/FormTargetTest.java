// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.session;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A form for the container")
class FormTargetTest {

    @ParameterizedTest
    @CsvSource({
        "POST, /shop/j_security_check, true",
        "POST, /shop/user/j_security_check, true",
        "POST, /shop/j_security_check;jsessionid=a1.node-2, true",
        "POST, /shop/j%5Fsecurity_check, true",
        "POST, /shop/j%5fsecurity%5Fcheck;jsessionid=a1, true",
        "POST, /shop%2Fj_security_check, false",
        "POST, /shop/x%2Fj_security_check, false",
        "POST, /shop/j_security_check%zz, false",
        "GET, /shop/j_security_check, false",
        "POST, /shop/my_j_security_check, false",
        "POST, /shop/j_security_check;a=/x, false",
        "POST, /shop/j_security_check/x, false"
    })
    void isKnownByItsAddress(String method, String address, boolean expected) {
        Object request = Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, asked, none) -> asked.getName().equals("getMethod") ? method : address);

        assertThat(FormTarget.isSubmittedBy((HttpServletRequest) request)).isEqualTo(expected);
    }
}
