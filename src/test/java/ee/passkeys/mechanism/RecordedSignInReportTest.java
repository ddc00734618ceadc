// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ee.passkeys.session.LoginRecord;
import ee.passkeys.testkit.MutableClock;
import ee.passkeys.value.Groups;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A sign-in that the application reports")
class RecordedSignInReportTest {

    private final MutableClock clock = new MutableClock();
    private final Map<String, Object> attributes = new HashMap<>();
    private @Nullable String caller = "ada";

    @Test
    void isTheTimeOfACallerWhoWasOnlyKnownAgain() {
        Instant confirmed = clock.instant().minusSeconds(1);
        new LoginRecord("ada", Groups.BY_NAME, LoginRecord.PASSWORD, null, confirmed).keep(request());

        report(clock.instant());

        LoginRecord login = LoginRecord.of(request()).orElseThrow();
        assertThat(login.authenticatedAt()).isEqualTo(clock.instant());
        assertThat(login.passkeyVerifiedAt()).isEqualTo(confirmed);
    }

    @Test
    void isNotedWhereNothingWasKnown() {
        report(clock.instant());

        assertThat(LoginRecord.of(request()))
                .contains(new LoginRecord("ada", Groups.BY_NAME, LoginRecord.PASSWORD, clock.instant(), null));
    }

    /** A confirmation of another caller would be one of this caller, too. */
    @Test
    void takesNothingOverFromAnotherCaller() {
        new LoginRecord("bob", Groups.of(Set.of("admin")), LoginRecord.PASSKEY, clock.instant(), clock.instant())
                .keep(request());

        report(clock.instant().minusSeconds(1));

        assertThat(LoginRecord.of(request()))
                .contains(new LoginRecord(
                        "ada",
                        Groups.BY_NAME,
                        LoginRecord.PASSWORD,
                        clock.instant().minusSeconds(1),
                        null));
    }

    @Test
    void isRefusedForAGuest() {
        caller = null;

        assertThatThrownBy(() -> report(clock.instant())).isInstanceOf(IllegalStateException.class);
        assertThat(attributes).isEmpty();
    }

    @Test
    void isRefusedInTheFuture() {
        Instant tomorrow = clock.instant().plus(Duration.ofDays(1));

        assertThatThrownBy(() -> report(tomorrow)).isInstanceOf(IllegalArgumentException.class);
        assertThat(attributes).isEmpty();
    }

    private void report(Instant at) {
        BeanManager none = proxy(BeanManager.class, Map.of("getBeans", Set.of()));
        new RecordedSignInReport(new ApplicationMechanism(none), clock).signedIn(request(), at);
    }

    private HttpServletRequest request() {
        String name = caller;
        Principal principal = () -> name;
        return (HttpServletRequest) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "getAttribute" -> attributes.get(arguments[0]);
                    case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
                    case "getUserPrincipal" -> name == null ? null : principal;
                    default -> null;
                });
    }

    private static <T> T proxy(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                RecordedSignInReportTest.class.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> answers.get(method.getName())));
    }
}
