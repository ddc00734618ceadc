// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.session;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A sign-in that is answered by a redirect")
class PendingSignInTest {

    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    private final Map<String, Object> attributes = new HashMap<>();

    @Test
    void isToldOnceToWhoSignedIn() {
        PendingSignIn.keep("bob", NOW, request("/shop"));

        assertThat(PendingSignIn.take("bob", request("/shop"))).contains(NOW);
        assertThat(PendingSignIn.take("bob", request("/shop"))).isEmpty();
    }

    @Test
    void isForgottenWhereAnotherUserIsSeen() {
        PendingSignIn.keep("bob", NOW, request("/shop"));

        assertThat(PendingSignIn.take("eve", request("/shop"))).isEmpty();
        assertThat(PendingSignIn.take("bob", request("/shop"))).isEmpty();
    }

    @Test
    void isNothingForTheUserOfThatNameInAnApplicationThatSharesTheSession() {
        PendingSignIn.keep("bob", NOW, request("/shop"));

        assertThat(PendingSignIn.take("bob", request("/wiki"))).isEmpty();
    }

    private HttpServletRequest request(String users) {
        ServletContext context = proxy(ServletContext.class, (method, arguments) -> users);
        HttpSession session = proxy(HttpSession.class, (method, arguments) -> switch (method) {
            case "getAttribute" -> attributes.get(arguments[0].toString());
            case "setAttribute" -> attributes.put(arguments[0].toString(), arguments[1]);
            case "removeAttribute" -> attributes.remove(arguments[0].toString());
            default -> null;
        });
        return proxy(
                HttpServletRequest.class,
                (method, arguments) -> method.equals("getServletContext") ? context : session);
    }

    private static <T> T proxy(Class<T> type, BiFunction<String, Object[], @Nullable Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    Object answer = answers.apply(method.getName(), arguments == null ? new Object[0] : arguments);
                    return method.getReturnType() == void.class ? null : answer;
                }));
    }
}
