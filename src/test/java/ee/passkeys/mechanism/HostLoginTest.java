// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.mechanism;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.config.SettingSource;
import ee.passkeys.config.Switch;
import ee.passkeys.testkit.MutableClock;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.security.enterprise.AuthenticationException;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.AuthenticationParameters;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.lang.reflect.Proxy;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A login of the host's own")
class HostLoginTest {

    private final MutableClock clock = new MutableClock();
    private final Map<String, Object> session = new HashMap<>();
    private String caller = "ada";

    @Test
    void isNotedWhenTheCallerIsFirstSeen() throws AuthenticationException {
        Instant first = clock.instant();

        request();

        assertThat(login().caller()).isEqualTo("ada");
        assertThat(login().method()).isEqualTo("password");
        assertThat(login().authenticatedAt()).isEqualTo(first);
    }

    @Test
    void isNotRenewedByThePasswordThatSomebodyBringsWhoIsThere() throws AuthenticationException {
        request();
        LoginRecord before = login();
        clock.advance(Duration.ofHours(1));

        request();

        assertThat(login()).isEqualTo(before);
    }

    @Test
    void doesNotRenewALoginByPasskey() throws AuthenticationException {
        LoginRecord byPasskey = new LoginRecord("ada", null, LoginRecord.PASSKEY, clock.instant(), clock.instant());
        byPasskey.keep(httpRequest());
        clock.advance(Duration.ofHours(1));

        request();

        assertThat(login()).isEqualTo(byPasskey);
    }

    @Test
    void isNotedForTheNextCallerInTheSameSession() throws AuthenticationException {
        request();
        clock.advance(Duration.ofHours(1));
        caller = "grace";

        request();

        assertThat(login().caller()).isEqualTo("grace");
        assertThat(login().authenticatedAt()).isEqualTo(clock.instant());
    }

    private LoginRecord login() {
        return LoginRecord.of(httpRequest()).orElseThrow();
    }

    /** A request by which code of the host signs somebody in, with a mechanism that answers SUCCESS to everything. */
    private void request() throws AuthenticationException {
        HttpAuthenticationMechanism hosts = (request, response, context) -> AuthenticationStatus.SUCCESS;
        PasskeyAuthenticationMechanism mechanism = new PasskeyAuthenticationMechanism(
                new HostMechanism(beans(hosts)),
                new ParityGuard(),
                new PasswordGroups(),
                new Admission(),
                new ContainerLogin(),
                clock,
                new Switch(SettingSource.of(Map.of()), clock, true));

        assertThat(mechanism.validateRequest(
                        httpRequest(),
                        proxy(HttpServletResponse.class, Map.of()),
                        proxy(HttpMessageContext.class, context())))
                .isEqualTo(AuthenticationStatus.SUCCESS);
    }

    private static Map<String, Object> context() {
        UsernamePasswordCredential anyPassword = new UsernamePasswordCredential("ada", "wrong");
        return Map.of(
                "isAuthenticationRequest",
                true,
                "getAuthParameters",
                AuthenticationParameters.withParams().credential(anyPassword));
    }

    private HttpServletRequest httpRequest() {
        Principal principal = () -> caller;
        HttpSession kept = (HttpSession) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {HttpSession.class}, (self, method, arguments) -> {
                    if (method.getName().equals("setAttribute")) {
                        return session.put((String) arguments[0], arguments[1]);
                    }
                    return session.get((String) arguments[0]);
                });
        return proxy(
                HttpServletRequest.class,
                Map.of(
                        "getSession",
                        kept,
                        "getUserPrincipal",
                        principal,
                        "getMethod",
                        "POST",
                        "getRequestURI",
                        "/login"));
    }

    private static BeanManager beans(HttpAuthenticationMechanism hosts) {
        Bean<?> bean = proxy(Bean.class, Map.of("getBeanClass", HostLoginTest.class, "getTypes", Set.of()));
        return proxy(BeanManager.class, Map.of("getBeans", Set.of(bean), "resolve", bean, "getReference", hosts));
    }

    private static <T> T proxy(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                HostLoginTest.class.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> switch (method.getName()) {
                    case "hashCode" -> System.identityHashCode(self);
                    case "equals" -> self == arguments[0];
                    default -> answers.get(method.getName());
                }));
    }
}
