// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ee.passkeys.authorization.GroupParity;
import ee.passkeys.authorization.OriginGroups;
import ee.passkeys.authorization.PasswordPolicy;
import ee.passkeys.config.SettingSource;
import ee.passkeys.config.Settings;
import ee.passkeys.config.SettingsReader;
import ee.passkeys.config.Switch;
import ee.passkeys.policy.Rollout;
import ee.passkeys.session.FormTarget;
import ee.passkeys.session.LoginRecord;
import ee.passkeys.testkit.MutableClock;
import ee.passkeys.testkit.NoRealm;
import ee.passkeys.value.Groups;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.security.auth.message.AuthException;
import jakarta.security.auth.message.AuthStatus;
import jakarta.security.auth.message.MessageInfo;
import jakarta.security.auth.message.callback.CallerPrincipalCallback;
import jakarta.security.auth.message.callback.GroupPrincipalCallback;
import jakarta.security.auth.message.config.AuthConfigProvider;
import jakarta.security.auth.message.config.ServerAuthConfig;
import jakarta.security.auth.message.config.ServerAuthContext;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("At the door for known callers")
class SessionAuthConfigProviderTest {

    private final MutableClock clock = new MutableClock();
    private final Map<String, Object> session = new HashMap<>();
    private final Map<String, Object> attributes = new HashMap<>();
    private final List<String> told = new ArrayList<>();
    private final List<String> container = new ArrayList<>();
    private final Message message = new Message();
    private final Subject subject = new Subject();
    private boolean on = true;
    private boolean leadsToUs = true;
    private boolean hasMechanism;
    private @Nullable Instant offAt;
    private String method = "GET";
    private String address = "/shop/cart";

    @Test
    void whoSignedInByPasskeyComesInAtOnceWithTheirGroups() throws AuthException {
        signIn(LoginRecord.PASSKEY, Set.of("user"));

        assertThat(validate()).isEqualTo(AuthStatus.SUCCESS);

        assertThat(told).containsExactly("ada", "[user]");
        assertThat(container).isEmpty();
    }

    @Test
    void whoSignedInByThePasswordOfWebXmlComesInAtOnce() throws AuthException {
        signIn(LoginRecord.PASSWORD, null);

        assertThat(validate()).isEqualTo(AuthStatus.SUCCESS);

        assertThat(told).containsExactly("ada");
        assertThat(container).isEmpty();
    }

    @Test
    void theRequestOfAKnownCallerCountsAsAskedAbout() throws AuthException {
        signIn(LoginRecord.PASSKEY, null);

        validate();

        assertThat(ContainerCalls.wasMade(message.request)).isTrue();
    }

    @Test
    void codeOfTheApplicationCanStillSignIn() throws AuthException {
        signIn(LoginRecord.PASSKEY, null);

        validate();

        assertThat(message.request).isInstanceOf(LoginRequest.class);
    }

    @Test
    void whoBringsThePasswordWithEveryRequestIsNotKnownByTheSession() throws AuthException {
        LoginRecord login =
                new LoginRecord("ada", Groups.BY_NAME, LoginRecord.PASSWORD, clock.instant(), clock.instant(), true);
        login.keepIn(message.request.getSession(false), message.request);

        assertThat(validate()).isEqualTo(AuthStatus.SEND_CONTINUE);

        assertThat(container).containsExactly("validateRequest");
        assertThat(told).isEmpty();
    }

    @Test
    void guestsTakeTheContainersWay() throws AuthException {
        assertThat(validate()).isEqualTo(AuthStatus.SEND_CONTINUE);

        assertThat(container).containsExactly("validateRequest");
        assertThat(told).isEmpty();
    }

    @Test
    void whoeverCodeSignsInTakesTheContainersWayAlsoWhenSomebodyIsKnown() throws AuthException {
        signIn(LoginRecord.PASSKEY, null);
        validate();

        validate();

        assertThat(container).containsExactly("validateRequest");
        assertThat(told).containsExactly("ada");
    }

    @Test
    void whoeverSendsTheFormTakesTheContainersWayAlsoWhenSomebodyIsKnown() throws AuthException {
        signIn(LoginRecord.PASSWORD, null);
        method = "POST";
        address = "/shop/j_security_check";

        validate();

        assertThat(container).containsExactly("validateRequest");
        assertThat(told).isEmpty();
    }

    @Test
    void whoSignedInByPasskeyIsNotLetInWhilePasskeysAreOff() throws AuthException {
        signIn(LoginRecord.PASSKEY, null);
        on = false;

        validate();

        assertThat(container).containsExactly("validateRequest");
        assertThat(told).isEmpty();
    }

    @Test
    void whoSignedInByTheHostsMechanismIsLeftToIt() throws AuthException {
        hasMechanism = true;
        signIn(LoginRecord.PASSWORD, null);

        validate();

        assertThat(container).containsExactly("validateRequest");
        assertThat(told).isEmpty();
    }

    @Test
    void whoSignedInByPasskeyDoesNotMeetTheHostsMechanismWhichSeesTheResponse() throws AuthException {
        hasMechanism = true;
        signIn(LoginRecord.PASSKEY, null);
        ServerAuthContext door = door();

        assertThat(door.validateRequest(message, subject, null)).isEqualTo(AuthStatus.SUCCESS);
        assertThat(door.secureResponse(message, null)).isEqualTo(AuthStatus.SEND_FAILURE);

        assertThat(told).containsExactly("ada");
        assertThat(message.request).isNotInstanceOf(LoginRequest.class);
        assertThat(container).containsExactly("secureResponse");
    }

    @Test
    void responsesGoOutAtOnceWhereNoMechanismOfTheHostSeesThem() throws AuthException {
        ServerAuthContext door = door();
        door.validateRequest(message, subject, null);
        container.clear();

        assertThat(door.secureResponse(message, null)).isEqualTo(AuthStatus.SEND_SUCCESS);

        assertThat(container).isEmpty();
    }

    @Test
    void aModuleOfTheApplicationsOwnIsAskedAboutEveryRequestAndSeesEveryResponse() throws AuthException {
        leadsToUs = false;
        signIn(LoginRecord.PASSWORD, null);
        ServerAuthContext door = door();

        assertThat(door.validateRequest(message, subject, null)).isEqualTo(AuthStatus.SEND_CONTINUE);
        assertThat(door.secureResponse(message, null)).isEqualTo(AuthStatus.SEND_FAILURE);

        assertThat(container).containsExactly("validateRequest", "secureResponse");
        assertThat(told).isEmpty();
    }

    @Test
    void whoSignedInByPasskeyBeforeTheyWereSwitchedOffIsNotLetInAfterwards() throws AuthException {
        signIn(LoginRecord.PASSKEY, null);
        offAt = clock.instant();

        validate();

        assertThat(container).containsExactly("validateRequest");
        assertThat(told).isEmpty();
    }

    @Test
    void whoSignsOutDoesSoInTheContainersWay() throws AuthException {
        signIn(LoginRecord.PASSKEY, null);
        ServerAuthContext door = door();
        door.validateRequest(message, subject, null);

        door.cleanSubject(message, subject);

        assertThat(container).containsExactly("cleanSubject");
    }

    @Test
    void whatWasSentBeforeTheSignInGoesOn() throws AuthException {
        signIn(LoginRecord.PASSKEY, null);
        session.put(
                "ee.passkeys.saved",
                Map.of(
                        "method",
                        "POST",
                        "address",
                        "/shop/cart",
                        "body",
                        new byte[0],
                        "sender",
                        "",
                        "caller",
                        "ada",
                        "until",
                        Long.MAX_VALUE));

        validate();

        assertThat(message.request.getMethod()).isEqualTo("POST");
    }

    @Test
    void whomTheContainerDoesNotTakeIsNotLetIn() throws AuthException {
        signIn(LoginRecord.PASSKEY, null);
        ServerAuthContext door = door(callbacks -> {
            throw new IOException("unknown");
        });

        assertThatThrownBy(() -> door.validateRequest(message, subject, null))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void nobodyIsLetInWhereTheContainerHasNothingRegistered() throws AuthException {
        SessionAuthConfigProvider known =
                new SessionAuthConfigProvider(mechanism(), proxy(AuthConfigProvider.class, name -> null));

        assertThat(known.getServerAuthConfig("HttpServlet", "server /shop", callbacks -> {}))
                .isNull();
    }

    private void signIn(String how, @Nullable Set<String> groups) {
        new LoginRecord("ada", groups == null ? Groups.BY_NAME : Groups.of(groups), how, clock.instant(), null)
                .keep(message.request);
    }

    private AuthStatus validate() throws AuthException {
        return door().validateRequest(message, subject, null);
    }

    private ServerAuthContext door() throws AuthException {
        return door(callbacks -> {
            for (Callback callback : callbacks) {
                told.add(
                        callback instanceof GroupPrincipalCallback groups
                                ? List.of(groups.getGroups()).toString()
                                : ((CallerPrincipalCallback) callback).getName());
            }
        });
    }

    private ServerAuthContext door(CallbackHandler handler) throws AuthException {
        ServerAuthContext behind = (ServerAuthContext) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ServerAuthContext.class}, (self, called, arguments) -> {
                    container.add(called.getName());
                    return switch (called.getName()) {
                        case "validateRequest" -> AuthStatus.SEND_CONTINUE;
                        case "secureResponse" -> AuthStatus.SEND_FAILURE;
                        default -> null;
                    };
                });
        ServerAuthConfig config =
                proxy(ServerAuthConfig.class, name -> name.equals("getAuthContextID") ? "of the container" : behind);
        ServerAuthConfig door = new SessionAuthConfigProvider(
                        mechanism(), proxy(AuthConfigProvider.class, name -> config))
                .getServerAuthConfig("HttpServlet", "server /shop", handler);
        if (leadsToUs) {
            showTheWay(door);
        }
        return door.getAuthContext(door.getAuthContextID(message), null, Map.of());
    }

    /** As the first request does, which the container's way leads to the mechanism. */
    private void showTheWay(ServerAuthConfig door) throws AuthException {
        Map<String, Object> before = new HashMap<>(attributes);
        attributes.put("ee.passkeys.container-calls", true);
        door.getAuthContext(door.getAuthContextID(message), null, Map.of()).validateRequest(message, subject, null);
        attributes.clear();
        attributes.putAll(before);
        container.clear();
    }

    private PasskeyAuthenticationMechanism mechanism() {
        Settings settings = SettingsReader.read(SettingSource.of(Map.of()));
        Admission admission = new Admission() {
            @Override
            AuthenticationStatus admitAgain(LoginRecord login, AuthenticationExchange exchange) {
                return exchange.notifyContainer(login.caller(), login.groups());
            }
        };
        PasswordPolicy passwords =
                new PasswordPolicy(new Rollout(settings), null, null, event -> {}, clock, passkeys(), null);
        return new PasskeyAuthenticationMechanism(
                new ApplicationMechanism(beans()),
                new SignInRule(
                        admission,
                        new GroupParity(settings, event -> {}, clock),
                        passwords,
                        new Rollout(settings),
                        passkeys(),
                        new OriginGroups(settings, new NoRealm(), event -> {}, clock)),
                new PasswordGroups(),
                admission,
                new LoginConfigAuthentication() {
                    @Override
                    boolean isFormTarget(HttpServletRequest request) {
                        return FormTarget.isSubmittedBy(request);
                    }
                },
                new NoTokens(),
                passwords,
                clock,
                passkeys(),
                event -> {});
    }

    private Switch passkeys() {
        Switch passkeys = new Switch(SettingSource.of(Map.of()), clock, on);
        Instant off = offAt;
        if (off != null) {
            passkeys.noteOff(off);
        }
        return passkeys;
    }

    private BeanManager beans() {
        Bean<?> bean =
                proxy(Bean.class, name -> name.equals("getBeanClass") ? SessionAuthConfigProviderTest.class : Set.of());
        HttpAuthenticationMechanism hosts = proxy(HttpAuthenticationMechanism.class, name -> null);
        return proxy(BeanManager.class, name -> switch (name) {
            case "getBeans" -> hasMechanism ? Set.of(bean) : Set.of();
            case "resolve" -> bean;
            case "getReference" -> hosts;
            default -> null;
        });
    }

    private static <T> T proxy(Class<T> type, Function<String, @Nullable Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                SessionAuthConfigProviderTest.class.getClassLoader(),
                new Class<?>[] {type},
                (self, called, arguments) -> switch (called.getName()) {
                    case "hashCode" -> System.identityHashCode(self);
                    case "equals" -> self == arguments[0];
                    default -> answers.apply(called.getName());
                }));
    }

    private static Object remembered(Map<String, Object> attributes, String called, Object[] arguments) {
        return switch (called) {
            case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
            case "removeAttribute" -> attributes.remove(arguments[0]);
            default -> attributes.get(arguments[0]);
        };
    }

    /** A request in a session, and what stands in front of it. */
    private final class Message implements MessageInfo {

        private final Map<String, Object> options = new HashMap<>();
        private HttpServletRequest request = fromTheClient();

        private HttpServletRequest fromTheClient() {
            HttpSession kept = (HttpSession) Proxy.newProxyInstance(
                    SessionAuthConfigProviderTest.class.getClassLoader(),
                    new Class<?>[] {HttpSession.class},
                    (self, called, arguments) -> remembered(session, called.getName(), arguments));
            return (HttpServletRequest) Proxy.newProxyInstance(
                    SessionAuthConfigProviderTest.class.getClassLoader(),
                    new Class<?>[] {HttpServletRequest.class},
                    (self, called, arguments) -> switch (called.getName()) {
                        case "getSession" -> kept;
                        case "getMethod" -> method;
                        case "getRequestURI" -> address;
                        case "getAttribute", "setAttribute", "removeAttribute" ->
                            remembered(attributes, called.getName(), arguments);
                        default -> null;
                    });
        }

        @Override
        public Object getRequestMessage() {
            return request;
        }

        @Override
        public Object getResponseMessage() {
            return proxy(HttpServletResponse.class, name -> null);
        }

        @Override
        public void setRequestMessage(Object replaced) {
            request = (HttpServletRequest) replaced;
        }

        @Override
        public void setResponseMessage(Object replaced) {
            throw new AssertionError();
        }

        @Override
        public Map<String, Object> getMap() {
            return options;
        }
    }
}
