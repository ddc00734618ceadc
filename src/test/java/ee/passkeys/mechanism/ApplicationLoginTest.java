// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ee.passkeys.api.PasskeyEvent;
import ee.passkeys.application.ServerRealm;
import ee.passkeys.authorization.GroupParity;
import ee.passkeys.authorization.OriginGroups;
import ee.passkeys.authorization.PasswordPolicy;
import ee.passkeys.ceremony.Ids;
import ee.passkeys.config.SettingSource;
import ee.passkeys.config.SettingsReader;
import ee.passkeys.config.Switch;
import ee.passkeys.credential.Passkey;
import ee.passkeys.policy.Rollout;
import ee.passkeys.server.Servers;
import ee.passkeys.session.LoginRecord;
import ee.passkeys.session.SignInDetector;
import ee.passkeys.testkit.MemoryPasskeyStore;
import ee.passkeys.testkit.MutableClock;
import ee.passkeys.testkit.NoRealm;
import ee.passkeys.value.CredentialId;
import ee.passkeys.value.Groups;
import ee.passkeys.value.UserHandle;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.security.enterprise.AuthenticationException;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.AuthenticationParameters;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.lang.reflect.Proxy;
import java.security.Principal;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A login of the host's own")
class ApplicationLoginTest {

    private final MutableClock clock = new MutableClock();
    private final Map<String, Object> session = new HashMap<>();
    private final Map<String, Object> attributes = new HashMap<>();
    private final MemoryPasskeyStore store = new MemoryPasskeyStore();
    private final List<PasskeyEvent> events = new ArrayList<>();
    private final Switch on = new Switch(SettingSource.of(Map.of()), clock, true);
    private Optional<String> account = Optional.empty();
    private final PasswordPolicy rule = new PasswordPolicy(
            rollout(),
            ServerRealm.of(Servers.current()),
            store,
            events::add,
            clock,
            on,
            Ids.of(caller -> account, store, events::add, clock));
    private String caller = "ada";
    private final List<String> takenBack = new ArrayList<>();
    private int cleaned;
    private AuthenticationStatus answer = AuthenticationStatus.SUCCESS;

    @Test
    void isNotedWhenTheCallerIsFirstSeen() throws AuthenticationException {
        Instant first = clock.instant();
        SignInDetector.foundNobody(httpRequest(), true);

        request();

        assertThat(login().caller()).isEqualTo("ada");
        assertThat(login().method()).isEqualTo("password");
        assertThat(login().authenticatedAt()).isEqualTo(first);
    }

    @Test
    void hasNoTimeWhereTheCallerIsOnlyKnownAgain() throws AuthenticationException {
        request();

        assertThat(login().caller()).isEqualTo("ada");
        assertThat(login().authenticatedAt()).isNull();
    }

    @Test
    void hasNoTimeAfterASignOutOfACallerWhoWasOnlyKnownAgain() throws AuthenticationException {
        request();
        signOut();

        request();

        assertThat(login().authenticatedAt()).isNull();
    }

    @Test
    void isNotedAfterASignOutInTheSameRequest() throws AuthenticationException {
        SignInDetector.foundNobody(httpRequest(), true);
        request();
        attributes.clear();
        signOut();
        clock.advance(Duration.ofHours(1));

        request();

        assertThat(login().authenticatedAt()).isEqualTo(clock.instant());
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
        LoginRecord byPasskey =
                new LoginRecord("ada", Groups.BY_NAME, LoginRecord.PASSKEY, clock.instant(), clock.instant());
        byPasskey.keep(httpRequest());
        clock.advance(Duration.ofHours(1));

        request();

        assertThat(login()).isEqualTo(byPasskey);
    }

    @Test
    void isNotedForTheNextCallerInTheSameSession() throws AuthenticationException {
        SignInDetector.foundNobody(httpRequest(), true);
        request();
        clock.advance(Duration.ofHours(1));
        caller = "grace";

        request();

        assertThat(login().caller()).isEqualTo("grace");
        assertThat(login().authenticatedAt()).isEqualTo(clock.instant());
    }

    @Test
    void isRefusedWhereThePasswordIsSwitchedOff() throws AuthenticationException {
        store.put(backedUp("ada"));

        assertThat(request()).isEqualTo(AuthenticationStatus.SEND_FAILURE);

        assertThat(LoginRecord.of(httpRequest())).isEmpty();
        assertThat(cleaned).isEqualTo(1);
        assertThat(events).containsExactly(new PasskeyEvent.PasswordRefused(clock.instant(), "ada"));
    }

    @Test
    void isTakenWhereThePasskeysAreOfSomebodyWhoHadTheNameBefore() throws AuthenticationException {
        store.put(backedUp("ada"));
        CredentialId passkey = store.passkeys().get(0).id();
        store.transact(stored -> {
            stored.bind(store.passkeys().get(0).owner(), passkey, "1");
            return passkey;
        });
        account = Optional.of("2");

        assertThat(request()).isEqualTo(AuthenticationStatus.SUCCESS);

        assertThat(store.passkeys().get(0).disabled()).isTrue();
        assertThat(events)
                .containsExactly(new PasskeyEvent.Disabled(
                        clock.instant(), "ada", 1, PasskeyEvent.Disabled.Reason.ANOTHER_ACCOUNT));
    }

    /** Otherwise the next request would come in without the password. */
    @Test
    void leavesNoRememberedCookieWhereItIsRefused() throws AuthenticationException {
        store.put(backedUp("ada"));

        request();

        assertThat(takenBack).containsExactly("REMEMBERED");
    }

    @Test
    void isRefusedAlsoWhereTheContainerItselfHasSignedIn() {
        store.put(backedUp("ada"));

        assertThatThrownBy(() -> new CheckedLoginRequest(httpRequest(), rule).login("ada", "right"))
                .isInstanceOf(ServletException.class);
        assertThat(events).containsExactly(new PasskeyEvent.PasswordRefused(clock.instant(), "ada"));
    }

    @Test
    void isTakenWhileTheDatabaseIsAway() throws AuthenticationException {
        store.put(backedUp("ada"));
        store.goAway();

        assertThat(request()).isEqualTo(AuthenticationStatus.SUCCESS);
        assertThat(events).containsExactly(new PasskeyEvent.PasswordUnchecked(clock.instant(), "ada"));
    }

    @Test
    void isRefusedWhileTheDatabaseIsAwayWhereThePasswordWasKnownToBeOff() throws AuthenticationException {
        store.put(backedUp("ada"));
        request();
        store.goAway();

        assertThat(request()).isEqualTo(AuthenticationStatus.SEND_FAILURE);

        assertThat(events).hasSize(2).allMatch(PasskeyEvent.PasswordRefused.class::isInstance);
    }

    @Test
    void isTakenWhileTheDatabaseIsAwayWhereThePasswordWasGivenBack() throws AuthenticationException {
        store.put(backedUp("ada"));
        request();
        store.transact(stored -> stored.remove("ada", CredentialId.of(new byte[32])));
        request();
        session.clear();
        store.goAway();

        assertThat(request()).isEqualTo(AuthenticationStatus.SUCCESS);
    }

    @Test
    void isTakenOfAnAccountForEmergenciesAndAudited() throws AuthenticationException {
        caller = "root";
        store.put(backedUp("root"));

        assertThat(request()).isEqualTo(AuthenticationStatus.SUCCESS);

        assertThat(events).containsExactly(new PasskeyEvent.BreakGlassUsed(clock.instant(), "root"));
    }

    /** An application may sign out by forgetting the caller itself, without the container. */
    @Test
    void endsWhereTheHostFindsNobodyAtAProtectedPage() throws AuthenticationException {
        SignInDetector.foundNobody(httpRequest(), true);
        request();
        attributes.clear();
        answer = AuthenticationStatus.SEND_CONTINUE;

        page(false);
        assertThat(LoginRecord.of(httpRequest())).isPresent();
        page(true);
        assertThat(LoginRecord.of(httpRequest())).isEmpty();
    }

    @Test
    void isAuditedWhenItsCallerSignsOut() throws AuthenticationException {
        request();

        signOut();

        assertThat(cleaned).isEqualTo(1);
        assertThat(events).containsExactly(new PasskeyEvent.SignedOut(clock.instant(), "ada"));
    }

    private static Passkey backedUp(String owner) {
        return new Passkey(
                CredentialId.of(new byte[32]),
                UserHandle.random(new SecureRandom()),
                owner,
                "pQECAyYgASFYIA",
                0,
                true,
                true,
                true,
                List.of(),
                new UUID(0, 0),
                "example.org",
                "Phone",
                "none",
                Instant.EPOCH,
                Instant.EPOCH,
                false);
    }

    private LoginRecord login() {
        return LoginRecord.of(httpRequest()).orElseThrow();
    }

    /** A request by which code of the host signs somebody in, with a mechanism that answers SUCCESS to everything. */
    private AuthenticationStatus request() throws AuthenticationException {
        return mechanism()
                .validateRequest(
                        httpRequest(),
                        proxy(HttpServletResponse.class, Map.of("getStatus", 200)),
                        proxy(HttpMessageContext.class, context()));
    }

    private void page(boolean isProtected) throws AuthenticationException {
        mechanism()
                .validateRequest(
                        httpRequest(),
                        proxy(HttpServletResponse.class, Map.of("getStatus", 200)),
                        proxy(
                                HttpMessageContext.class,
                                Map.of(
                                        "isAuthenticationRequest",
                                        false,
                                        "isProtected",
                                        isProtected,
                                        "getRequest",
                                        httpRequest())));
    }

    private void signOut() {
        mechanism()
                .cleanSubject(
                        httpRequest(),
                        proxy(HttpServletResponse.class, Map.of("getStatus", 200)),
                        proxy(HttpMessageContext.class, context()));
    }

    private PasskeyAuthenticationMechanism mechanism() {
        HttpAuthenticationMechanism hosts = new HttpAuthenticationMechanism() {
            @Override
            public AuthenticationStatus validateRequest(
                    HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
                response.addCookie(new Cookie("REMEMBERED", "token"));
                return answer;
            }

            @Override
            public void cleanSubject(
                    HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
                cleaned++;
                for (Cookie cookie : request.getCookies() == null ? new Cookie[0] : request.getCookies()) {
                    takenBack.add(cookie.getName());
                }
            }
        };
        return new PasskeyAuthenticationMechanism(
                new ApplicationMechanism(beans(hosts)),
                new SignInRule(
                        new Admission(),
                        new GroupParity(SettingsReader.read(SettingSource.of(Map.of())), events::add, clock),
                        rule,
                        rollout(),
                        on,
                        new OriginGroups(
                                SettingsReader.read(SettingSource.of(Map.of())), new NoRealm(), events::add, clock)),
                new PasswordGroups(),
                new Admission(),
                new LoginConfigAuthentication(),
                new NoTokens(),
                rule,
                clock,
                on,
                events::add);
    }

    private static Rollout rollout() {
        return new Rollout(SettingsReader.read(SettingSource.of(Map.of(
                "passkeys.rp.id", "example.org",
                "passkeys.password", "off-when-safe",
                "passkeys.break-glass", "root"))));
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
                    return method.getName().equals("removeAttribute")
                            ? session.remove((String) arguments[0])
                            : session.get((String) arguments[0]);
                });
        Map<String, Object> answers = Map.of(
                "getSession",
                kept,
                "getUserPrincipal",
                principal,
                "getMethod",
                "POST",
                "getRequestURI",
                "/login",
                "getServletContext",
                proxy(
                        ServletContext.class,
                        Map.of("getSessionCookieConfig", proxy(SessionCookieConfig.class, Map.of()))));
        return (HttpServletRequest) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "getAttribute" -> attributes.get(arguments[0]);
                    case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
                    case "removeAttribute" -> attributes.remove(arguments[0]);
                    default -> answers.get(method.getName());
                });
    }

    private static BeanManager beans(HttpAuthenticationMechanism hosts) {
        Bean<?> bean = proxy(Bean.class, Map.of("getBeanClass", ApplicationLoginTest.class, "getTypes", Set.of()));
        return proxy(BeanManager.class, Map.of("getBeans", Set.of(bean), "resolve", bean, "getReference", hosts));
    }

    private static <T> T proxy(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                ApplicationLoginTest.class.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> switch (method.getName()) {
                    case "hashCode" -> System.identityHashCode(self);
                    case "equals" -> self == arguments[0];
                    default -> answers.get(method.getName());
                }));
    }
}
