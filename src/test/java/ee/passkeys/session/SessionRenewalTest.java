// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.session;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The session of a sign-in")
class SessionRenewalTest {

    /** The id in the cookie, which Undertow gives a new session where another deployment knows it. */
    private static final String KNOWN = "known";

    private @Nullable String id;

    @Test
    void hasAnIdOfItsOwnWhereItWasMadeInTheSameRequest() {
        SessionRenewal.renew(request());

        assertThat(id).isEqualTo("renewed");
    }

    @Test
    void hasAnIdOfItsOwnWhereThereWasOne() {
        id = KNOWN;

        SessionRenewal.renew(request());

        assertThat(id).isEqualTo("renewed");
    }

    @Test
    void hasAnIdOfItsOwnWhereItIsMadeForSomethingElse() {
        SessionRenewal.of(request());

        assertThat(id).isEqualTo("renewed");
    }

    @Test
    void keepsItsIdWhereThereIsOneAndNothingIsProved() {
        id = KNOWN;

        SessionRenewal.of(request());

        assertThat(id).isEqualTo(KNOWN);
    }

    private HttpServletRequest request() {
        return proxy(HttpServletRequest.class);
    }

    private <T> T proxy(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    switch (method.getName()) {
                        case "getSession" -> {
                            if (id == null && Boolean.TRUE.equals(arguments[0])) {
                                id = KNOWN;
                            }
                            return id == null ? null : proxy(HttpSession.class);
                        }
                        case "changeSessionId" -> id = "renewed";
                        default -> throw new IllegalArgumentException(method.getName());
                    }
                    return id;
                }));
    }
}
