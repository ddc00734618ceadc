// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.rest;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.value.UserBase;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The user of a code")
class CodeHolderTest {

    private static final UserBase SHOP = new UserBase("/shop");
    private static final Instant UNTIL = Instant.parse("2026-06-01T12:00:00Z");

    private final Map<String, Object> attributes = new HashMap<>();

    /** The id in the cookie, which Undertow gives a new session where another deployment knows it. */
    private @Nullable String id;

    @Test
    void isKnownForATime() {
        CodeHolder.begin("ada l", UNTIL, SHOP, request());

        assertThat(CodeHolder.of(SHOP, request(), UNTIL.minusMillis(1))).contains("ada l");
        assertThat(CodeHolder.of(SHOP, request(), UNTIL)).isEmpty();
    }

    @Test
    void isNobodyInAnotherApplicationThatSharesTheSession() {
        CodeHolder.begin("ada", UNTIL, SHOP, request());

        assertThat(CodeHolder.of(new UserBase("/wiki"), request(), UNTIL.minusMillis(1)))
                .isEmpty();
    }

    @Test
    void isHeldInASessionThatNobodyKnewBefore() {
        CodeHolder.begin("ada", UNTIL, SHOP, request());
        assertThat(id).isEqualTo("renewed");

        id = "known";
        CodeHolder.begin("ada", UNTIL, SHOP, request());
        assertThat(id).isEqualTo("renewed");
    }

    private HttpServletRequest request() {
        return proxy(HttpServletRequest.class);
    }

    private <T> T proxy(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    switch (method.getName()) {
                        case "getSession" -> {
                            if (id == null && (arguments == null || Boolean.TRUE.equals(arguments[0]))) {
                                id = "known";
                            }
                            return id == null ? null : proxy(HttpSession.class);
                        }
                        case "changeSessionId" -> id = "renewed";
                        case "getAttribute" -> {
                            return attributes.get(String.valueOf(arguments[0]));
                        }
                        case "setAttribute" -> {
                            return attributes.put(String.valueOf(arguments[0]), arguments[1]);
                        }
                        default -> throw new IllegalArgumentException(method.getName());
                    }
                    return id;
                }));
    }
}
