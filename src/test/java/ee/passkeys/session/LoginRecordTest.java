// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.session;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.config.SettingSource;
import ee.passkeys.config.Settings.GroupSettings;
import ee.passkeys.config.Settings.ParityMode;
import ee.passkeys.config.Switch;
import ee.passkeys.value.Groups;
import ee.passkeys.value.Origin;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What is remembered of a sign-in")
class LoginRecordTest {

    private static final Origin PARTNER = new Origin("https://partner.example");
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final Duration AGE = Duration.ofMinutes(10);
    private static final Switch ON = new Switch(SettingSource.of(Map.of()), Clock.systemUTC(), true);

    @Test
    void isRecentUpToTheVeryMomentAtWhichItIsTooOld() {
        assertThat(login(NOW, null).provedWithin(AGE, NOW, ON)).isTrue();
        assertThat(login(NOW.minus(AGE), null).provedWithin(AGE, NOW, ON)).isTrue();
        assertThat(login(NOW.minus(AGE).minusMillis(1), null).provedWithin(AGE, NOW, ON))
                .isFalse();
    }

    @Test
    void isRecentByALaterConfirmation() {
        assertThat(login(NOW.minus(AGE).minusMillis(1), NOW).provedWithin(AGE, NOW, ON))
                .isTrue();
        assertThat(login(NOW, NOW.minus(AGE).minusMillis(1)).provedWithin(AGE, NOW, ON))
                .isTrue();
    }

    @Test
    void isAFreshPasskeyUpToTheVeryMomentAtWhichItIsTooOld() {
        assertThat(login(NOW, NOW.minus(AGE)).passkeyVerifiedWithin(AGE, NOW, ON))
                .isTrue();
        assertThat(login(NOW, NOW.minus(AGE).minusMillis(1)).passkeyVerifiedWithin(AGE, NOW, ON))
                .isFalse();
    }

    @Test
    void isNoFreshPasskeyOnceTheyWereOffSince() {
        Switch passkeys = new Switch(SettingSource.of(Map.of()), Clock.systemUTC(), true);
        LoginRecord login = login(NOW, NOW.minusSeconds(5));
        passkeys.noteOff(NOW.minusSeconds(6));
        assertThat(login.passkeyVerifiedWithin(AGE, NOW, passkeys)).isTrue();

        passkeys.noteOff(NOW.minusSeconds(4));

        assertThat(login.passkeyVerifiedWithin(AGE, NOW, passkeys)).isFalse();
        assertThat(login.provedWithin(AGE, NOW, passkeys)).isTrue();
        assertThat(login(null, NOW.minusSeconds(5)).provedWithin(AGE, NOW, passkeys))
                .isFalse();
    }

    @Test
    void isNoFreshPasskeyByAPassword() {
        assertThat(login(NOW, null).passkeyVerifiedWithin(AGE, NOW, ON)).isFalse();
    }

    @Test
    void isNothingForAnotherUserBaseOfTheSameSession() {
        Map<String, Object> session = new HashMap<>();
        login(NOW, null).keep(request("/shop", session));

        assertThat(LoginRecord.of(request("/shop", session))).isPresent();
        assertThat(LoginRecord.of(request("/wiki", session))).isEmpty();
    }

    @Test
    void remembersThePasskeyThatTheSessionEndsWith() {
        Map<String, Object> session = new HashMap<>();
        login(NOW, null)
                .with("phone")
                .confirmedAt(NOW)
                .signedInAt(NOW)
                .broughtAgain(Groups.BY_NAME, NOW)
                .keep(request("/shop", session));

        assertThat(LoginRecord.of(request("/shop", session)).orElseThrow().passkey())
                .isEqualTo("phone");
    }

    private static HttpServletRequest request(String users, Map<String, Object> attributes) {
        ServletContext context = proxy(ServletContext.class, arguments -> users);
        return proxy(HttpServletRequest.class, call -> switch (call.get(0).toString()) {
            case "getServletContext" -> context;
            case "getAttribute" -> attributes.get(call.get(1).toString());
            case "setAttribute" -> attributes.put(call.get(1).toString(), call.get(2));
            default -> null;
        });
    }

    private static <T> T proxy(Class<T> type, Function<List<Object>, @Nullable Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    List<Object> call = new ArrayList<>(List.of(method.getName()));
                    call.addAll(List.of(arguments == null ? new Object[0] : arguments));
                    return method.getReturnType() == void.class ? discard(answers.apply(call)) : answers.apply(call);
                }));
    }

    private static @Nullable Object discard(@Nullable Object ignored) {
        return null;
    }

    @Test
    void isNotRecentWhereItsTimeIsNotKnown() {
        assertThat(login(null, null).provedWithin(AGE, NOW, ON)).isFalse();
        assertThat(login(null, NOW).provedWithin(AGE, NOW, ON)).isTrue();
    }

    @Test
    void keepsToWhatItsOriginMayGive() {
        GroupSettings settings = new GroupSettings(
                Optional.empty(), "none", false, ParityMode.OFF, Map.of(PARTNER, Set.of("user", "guest")));

        assertThat(byPasskey(PARTNER, "user").keepsTo(settings)).isTrue();
        assertThat(byPasskey(PARTNER, "user", "boss").keepsTo(settings)).isFalse();
        assertThat(byPasskey(new Origin("https://app.example"), "boss").keepsTo(settings))
                .isTrue();
    }

    @Test
    void doesNotKeepToAnythingWhereItsOriginOrItsGroupsAreNotKnown() {
        GroupSettings settings = new GroupSettings(
                Optional.empty(), "none", false, ParityMode.OFF, Map.of(PARTNER, Set.of("user", "guest")));

        assertThat(byPasskey(null, "user").keepsTo(settings)).isFalse();
        assertThat(byPasskey(PARTNER).keepsTo(settings)).isFalse();
        assertThat(new LoginRecord("ada", Groups.BY_NAME, LoginRecord.PASSKEY, NOW, NOW)
                        .from(PARTNER)
                        .keepsTo(settings))
                .isFalse();
    }

    @Test
    void keepsItsOriginWhenTheUserConfirms() {
        assertThat(byPasskey(PARTNER, "user").confirmedAt(NOW).passkeyOrigin()).contains(PARTNER);
        assertThat(byPasskey(PARTNER, "user").with("key").passkeyOrigin()).contains(PARTNER);
    }

    private static LoginRecord byPasskey(@Nullable Origin origin, String... groups) {
        return new LoginRecord("ada", Groups.of(Set.of(groups)), LoginRecord.PASSKEY, NOW, NOW).from(origin);
    }

    private static LoginRecord login(@Nullable Instant at, @Nullable Instant verifiedAt) {
        return new LoginRecord("ada", Groups.BY_NAME, LoginRecord.PASSWORD, at, verifiedAt);
    }
}
