// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.action;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.authorization.RolloutLevel;
import ee.passkeys.config.SettingSource;
import ee.passkeys.config.Settings;
import ee.passkeys.config.SettingsReader;
import ee.passkeys.config.Switch;
import ee.passkeys.policy.Rollout;
import ee.passkeys.problem.ProblemCode;
import ee.passkeys.session.LoginRecord;
import ee.passkeys.testkit.MutableClock;
import ee.passkeys.value.Groups;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A fresh proof")
class StepUpActionTest {

    private static final String PAGE = "/passkeys/step-up";

    private final MutableClock clock = new MutableClock();
    private final Switch passkeys = new Switch(SettingSource.of(Map.of()), clock, true);
    private final StepUpAction stepUp = stepUp(
            "passkeys.step-up./admin/*",
            "PT5M",
            "passkeys.step-up./Reports/yearly",
            "PT5M",
            "passkeys.step-up.*.secret",
            "PT5M",
            "passkeys.step-up./admin/keys/*",
            "PT1M",
            "passkeys.step-up.role.boss",
            "PT10M",
            "passkeys.login-page",
            "/admin/login.html?a=b");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/admin",
                "/admin/",
                "/admin/users",
                "/ADMIN/users",
                "//admin/users",
                "/admin//users",
                "/./admin/users",
                "/x/../admin/users",
                "/x/..;a=b/admin/users",
                "/admin;jsessionid=1/users",
                "/passkeys/../admin/users",
                "/../admin",
                "\\admin\\users",
                "/x/..\\admin",
                "/%61dmin/users",
                "/x/%2e%2e/admin",
                "/admin%2fusers",
                "/admin/../x",
                "/admin/100%",
                "/reports/yearly",
                "/reports/yearly/",
                "/Reports/yearly;a=b",
                "/any/where.secret",
                "/any/where.secret;a=b",
                "/any/where.SECRET/"
            })
    void isAskedForHoweverThePathIsWritten(String path) {
        assertThat(stepUp.pageFor("bob", verified(null), request(path))).contains(PAGE);
        assertThat(stepUp.requiresAuthentication(request(path))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/administrators",
                "/user/admin",
                "/reports",
                "/reports/yearly/2",
                "/secret",
                "/a+b",
                "/100%",
                "/%zz"
            })
    void isNotAskedForElsewhere(String path) {
        assertThat(stepUp.pageFor("bob", verified(null), request(path))).isEmpty();
        assertThat(stepUp.requiresAuthentication(request(path))).isFalse();
    }

    @Test
    void isAskedForWhereTheServletIsChosenByAPartOfThePath() {
        assertThat(stepUp.pageFor("bob", verified(null), request("/admin", "/users")))
                .contains(PAGE);
        assertThat(stepUp.pageFor("bob", verified(null), request("", "/admin/users")))
                .contains(PAGE);
        assertThat(stepUp.pageFor("bob", verified(null), request("/x", "/../admin")))
                .contains(PAGE);
    }

    @Test
    void isNotAskedForOnTheSignInPageOrNobodyCouldSignIn() {
        assertThat(stepUp.requiresAuthentication(request("/admin/login.html"))).isFalse();
        assertThat(stepUp.pageFor("bob", verified(null), request("/admin/login.html")))
                .isEmpty();
        assertThat(stepUp.requiresAuthentication(request("/admin/login.html/../users")))
                .isTrue();
        assertThat(stepUp.requiresAuthentication(request("/admin/login.html;a=b")))
                .isTrue();
    }

    @Test
    void isRefusedToProgramsWithItsOwnCode() {
        assertThat(stepUp.refusal()).contains(ProblemCode.STEP_UP_REQUIRED);
    }

    @Nested
    @DisplayName("is old")
    class Age {

        @Test
        void whenItIsOlderThanTheRuleAllows() {
            Instant proved = clock.instant();
            clock.advance(Duration.ofMinutes(5));
            assertThat(stepUp.pageFor("bob", verified(proved), request("/admin/users")))
                    .isEmpty();
            clock.advance(Duration.ofMillis(1));
            assertThat(stepUp.pageFor("bob", verified(proved), request("/admin/users")))
                    .contains(PAGE);
        }

        @Test
        void whenTheStrictestOfSeveralRulesSaysSo() {
            Instant proved = clock.instant();
            clock.advance(Duration.ofMinutes(2));

            assertThat(stepUp.pageFor("bob", verified(proved), request("/admin/users")))
                    .isEmpty();
            assertThat(stepUp.pageFor("bob", verified(proved), request("/admin/keys/1")))
                    .contains(PAGE);
            assertThat(stepUp.pageFor("bob", verified(proved), request("/admin/keys/1", "", "boss")))
                    .contains(PAGE);
        }

        @Test
        void whenNobodySawTheSignIn() {
            assertThat(stepUp.pageFor("bob", Optional.empty(), request("/admin/users")))
                    .contains(PAGE);
        }
    }

    @Nested
    @DisplayName("by role")
    class Role {

        @Test
        void isAskedForOnEveryPage() {
            assertThat(stepUp.pageFor("bob", verified(null), request("/", "", "boss")))
                    .contains(PAGE);
            assertThat(stepUp.pageFor("bob", verified(null), request("/", "", "user")))
                    .isEmpty();
        }

        @Test
        void isAskedOfAGroupOfThatNameTooWhereTheServerKnowsNoSuchRole() {
            Optional<LoginRecord> boss = Optional.of(
                    new LoginRecord("bob", Groups.of(Set.of("boss")), LoginRecord.PASSWORD, Instant.EPOCH, null));

            assertThat(stepUp.pageFor("bob", boss, request("/"))).contains(PAGE);
        }

        @Test
        void isNotAskedOfStrangers() {
            assertThat(stepUp.requiresAuthentication(request("/", "", "boss"))).isFalse();
        }

        @Test
        void countsAsAFreshOneWhereThePathAsksForNoFresherOne() {
            Instant proved = clock.instant();
            clock.advance(Duration.ofMinutes(8));

            assertThat(stepUp.pageFor("bob", verified(proved), request("/", "", "boss")))
                    .isEmpty();
            assertThat(stepUp.pageFor("bob", verified(proved), request("/admin", "", "boss")))
                    .contains(PAGE);
        }
    }

    /** A passkey that was switched off is no fresh one. */
    @Test
    void isAskedOfThoseWhosePasskeysAreSwitchedOffWhateverTheyUsed() {
        StepUpAction stepUp = stepUp("passkeys.step-up./vault/*", "PT1H", "passkeys.rollout.group.boss", "off");
        Optional<LoginRecord> fresh = Optional.of(
                new LoginRecord("bob", Groups.BY_NAME, LoginRecord.PASSKEY, clock.instant(), clock.instant()));

        assertThat(stepUp.pageFor("bob", fresh, request("/vault/gold", null))).isEmpty();
        assertThat(stepUp.pageFor("bob", fresh, request("/vault/gold", null, "boss")))
                .contains(StepUpAction.PAGE);
    }

    @Test
    void isAskedOfThoseWhoConfirmedBeforePasskeysWereOff() {
        Optional<LoginRecord> before = verified(clock.instant());
        assertThat(stepUp.pageFor("bob", before, request("/admin/users"))).isEmpty();

        passkeys.noteOff(clock.instant());

        assertThat(stepUp.pageFor("bob", before, request("/admin/users"))).contains(PAGE);
    }

    private StepUpAction stepUp(String... settings) {
        Map<String, String> values = new HashMap<>(Map.of("passkeys.rp.id", "example.com"));
        for (int i = 0; i < settings.length; i += 2) {
            values.put(settings[i], settings[i + 1]);
        }
        Settings read = SettingsReader.read(SettingSource.of(values));
        return new StepUpAction(read, new RolloutLevel(new Rollout(read)), clock, passkeys);
    }

    private static Optional<LoginRecord> verified(@Nullable Instant at) {
        return Optional.of(new LoginRecord("bob", Groups.BY_NAME, LoginRecord.PASSWORD, Instant.EPOCH, at));
    }

    private static HttpServletRequest request(String path) {
        return request(path, null);
    }

    private static HttpServletRequest request(String servletPath, @Nullable String pathInfo, String... roles) {
        return (HttpServletRequest) Proxy.newProxyInstance(
                StepUpActionTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "getServletPath" -> servletPath;
                    case "getPathInfo" -> pathInfo;
                    case "getAttribute", "getSession" -> null;
                    case "isUserInRole" -> Set.of(roles).contains((String) arguments[0]);
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
