// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.action;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.authorization.RolloutLevel;
import ee.passkeys.config.SettingSource;
import ee.passkeys.config.Settings;
import ee.passkeys.config.SettingsReader;
import ee.passkeys.config.Switch;
import ee.passkeys.policy.EnrollmentPrompts;
import ee.passkeys.policy.Rollout;
import ee.passkeys.session.LoginRecord;
import ee.passkeys.testkit.MemoryPasskeyStore;
import ee.passkeys.testkit.MutableClock;
import ee.passkeys.testkit.TestPasskeys;
import ee.passkeys.value.Groups;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EnrollmentActionTest {

    private static final String PAGE = "/passkeys/enrol";

    private final MutableClock clock = new MutableClock();
    private final MemoryPasskeyStore store = new MemoryPasskeyStore();
    private EnrollmentAction enrollment = enrollment(Map.of());
    private Map<String, Object> session = new HashMap<>();
    private String method = "GET";
    private String accept = "text/html";
    private String role = "";
    private LoginRecord login = new LoginRecord("bob", Groups.BY_NAME, LoginRecord.PASSWORD, clock.instant(), null);

    @Test
    void leadsToItsPageOnceInASession() {
        assertThat(led()).contains(PAGE);
        store.goAway();
        assertThat(led()).isEmpty();
        clock.advance(Duration.ofDays(30));
        assertThat(led()).isEmpty();
    }

    @Test
    void leavesAloneForTheSessionWhomItNeedNotAsk() {
        led();
        session = new HashMap<>();

        assertThat(led()).isEmpty();
        store.goAway();
        assertThat(led()).isEmpty();
        store.comeBack();
        clock.advance(Duration.ofDays(30));
        assertThat(led()).isEmpty();
    }

    @Test
    void asksTheNextCallerOfTheSession() {
        led();
        login = new LoginRecord("eve", Groups.BY_NAME, LoginRecord.PASSWORD, clock.instant(), null);

        assertThat(led()).contains(PAGE);
    }

    @Test
    void leadsAtEveryPageWhoHasToHaveAPasskeyNowHoweverLongAgoTheSignIn() {
        role = "boss";
        assertThat(led()).contains(PAGE);
        assertThat(led()).isEmpty();
        clock.advance(Duration.ofDays(5));

        assertThat(led()).contains(PAGE);
        assertThat(led()).contains(PAGE);
    }

    @Test
    void asksNobodyWhoWouldHaveToSignInAgainFirst() {
        clock.advance(Duration.ofMinutes(10).plusMillis(1));

        assertThat(led()).isEmpty();
        assertThat(store.<Optional<?>, RuntimeException>transact(stored -> stored.offer("bob")))
                .isEmpty();
    }

    @Test
    void asksAsLongAsThePasskeyCanBeMadeWithoutAnotherSignIn() {
        clock.advance(Duration.ofMinutes(10));

        assertThat(led()).contains(PAGE);
    }

    @Test
    void letsEverybodyGoOnWhileTheDatabaseIsAwayAndAsksSoonAfter() {
        role = "boss";
        store.goAway();
        assertThat(led()).isEmpty();
        store.comeBack();
        assertThat(led()).isEmpty();
        clock.advance(Duration.ofMinutes(1));

        assertThat(led()).contains(PAGE);
    }

    @Test
    void letsProgramsAndFormsGoOn() {
        accept = "application/json";
        assertThat(led()).isEmpty();
        accept = "text/html";
        method = "POST";
        assertThat(led()).isEmpty();
        method = "GET";

        assertThat(led()).contains(PAGE);
    }

    @Test
    void isForLoginsByPasswordAlone() {
        assertThat(enrollment.pageFor("bob", Optional.empty(), request())).isEmpty();
        login = new LoginRecord("bob", Groups.BY_NAME, "openid", clock.instant(), null);
        assertThat(led()).isEmpty();
        login = new LoginRecord("bob", Groups.BY_NAME, LoginRecord.PASSKEY, clock.instant(), clock.instant());

        assertThat(led()).isEmpty();
    }

    @Test
    void asksNoMoreInASessionThatMadeAPasskey() {
        role = "boss";
        led();
        clock.advance(Duration.ofDays(5));
        enrollment.done("bob", request());

        assertThat(led()).isEmpty();
    }

    @Test
    void followsASignInWithAPasskeyOfADomainThatIsLeft() {
        enrollment = enrollment(Map.of("passkeys.rp.id.previous", "old.example"));
        login = new LoginRecord("bob", Groups.BY_NAME, LoginRecord.PASSKEY, clock.instant(), clock.instant());
        store.put(TestPasskeys.passkey(TestPasskeys.user("bob"), "old.example"));

        assertThat(led()).contains(PAGE);
        assertThat(led()).isEmpty();
    }

    @Test
    void leavesAloneWhoHasAPasskeyOfTheDomainThatIsMovedTo() {
        enrollment = enrollment(Map.of("passkeys.rp.id.previous", "old.example"));
        login = new LoginRecord("bob", Groups.BY_NAME, LoginRecord.PASSKEY, clock.instant(), clock.instant());
        role = "boss";
        store.put(TestPasskeys.passkey(TestPasskeys.user("bob"), "old.example"));
        store.put(TestPasskeys.passkey(TestPasskeys.user("bob"), "example.org"));

        assertThat(led()).isEmpty();
    }

    private Optional<String> led() {
        return enrollment.pageFor(login.caller(), Optional.of(login), request());
    }

    private EnrollmentAction enrollment(Map<String, String> more) {
        Map<String, String> values = new HashMap<>(Map.of(
                "passkeys.rp.id", "example.org",
                "passkeys.enrollment", "page",
                "passkeys.rollout.group.boss", "require",
                "passkeys.rollout.grace", "P5D"));
        values.putAll(more);
        Settings settings = SettingsReader.read(SettingSource.of(values));
        Rollout rollout = new Rollout(settings);
        return new EnrollmentAction(
                new EnrollmentPrompts(rollout, store, clock),
                new RolloutLevel(rollout),
                settings,
                clock,
                new Switch(SettingSource.of(Map.of()), clock, true));
    }

    private HttpServletRequest request() {
        HttpSession kept = proxy(
                HttpSession.class,
                (name, arguments) -> name.equals("setAttribute")
                        ? session.put((String) arguments[0], arguments[1])
                        : session.get(arguments[0]));
        return proxy(HttpServletRequest.class, (name, arguments) -> switch (name) {
            case "getSession" -> kept;
            case "getMethod" -> method;
            case "getHeader" -> arguments[0].equals("Accept") ? accept : null;
            case "isUserInRole" -> role.equals(arguments[0]);
            default -> null;
        });
    }

    private interface Answers {
        Object to(String method, Object[] arguments);
    }

    private static <T> T proxy(Class<T> type, Answers answers) {
        return type.cast(Proxy.newProxyInstance(
                EnrollmentActionTest.class.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> answers.to(method.getName(), arguments)));
    }
}
