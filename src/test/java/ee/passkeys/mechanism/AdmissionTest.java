// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.mechanism;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.entry;

import ee.passkeys.api.NewAccounts;
import ee.passkeys.application.ContainerRealm;
import ee.passkeys.application.Handlers;
import ee.passkeys.application.IdentityStoreGroups;
import ee.passkeys.authorization.GroupSource;
import ee.passkeys.authorization.OriginGroups;
import ee.passkeys.authorization.ResolvedGroups;
import ee.passkeys.ceremony.Proofs;
import ee.passkeys.config.SettingSource;
import ee.passkeys.config.Settings;
import ee.passkeys.config.SettingsReader;
import ee.passkeys.credential.PasswordLogin;
import ee.passkeys.descriptor.LoginConfig;
import ee.passkeys.server.ServerProfile;
import ee.passkeys.server.Servers;
import ee.passkeys.session.LoginRecord;
import ee.passkeys.testkit.MemoryPasskeyStore;
import ee.passkeys.value.Groups;
import ee.passkeys.value.Origin;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.security.auth.message.MessageInfo;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.CallerPrincipal;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.security.auth.Subject;
import javax.security.auth.callback.CallbackHandler;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The admission of a caller")
class AdmissionTest {

    private static final String FORM =
            "<web-app><login-config><auth-method>FORM</auth-method></login-config></web-app>";
    private static final String NO_LOGIN = "<web-app/>";

    private final Realm realm = new Realm();
    private final List<String> told = new ArrayList<>();
    private final MemoryPasskeyStore store = new MemoryPasskeyStore();
    private final Map<String, String> settings = new HashMap<>();
    private final Map<String, Object> options = new HashMap<>();
    private final Map<String, Object> headers = new HashMap<>();
    private final Subject subject = new Subject();
    private Principal kept;
    private boolean hasMechanism;
    private boolean hasStore;
    private Set<String> groupsOfStore = Set.of("store-group");
    private boolean ownHandler;
    private CredentialValidationResult answer = CredentialValidationResult.NOT_VALIDATED_RESULT;
    private boolean makesAccounts;
    private String webXml = FORM;
    private ServerProfile server = Servers.WILDFLY;

    @Test
    void spellsAUserAsTheRealmDoesWhichHasTheUser() {
        assertThat(admission().spelling("josé")).isEqualTo("jose");
        assertThat(admission().spelling("ada")).isEqualTo("ada");
        hasMechanism = true;
        assertThat(admission().spelling("josé")).isEqualTo("josé");
    }

    @Nested
    @DisplayName("where no descriptor says how users sign in")
    class WithoutLoginConfig {

        WithoutLoginConfig() {
            server = Servers.PAYARA_MICRO;
            webXml = "<web-app><security-constraint><auth-constraint/></security-constraint></web-app>";
        }

        @Test
        void signsInAsTheContainerDoes() {
            assertThat(admission().loginConfig().method()).isEqualTo(LoginConfig.Method.BASIC);
        }

        @Test
        void signsInByTheApplicationsMechanism() {
            hasMechanism = true;

            assertThat(admission().loginConfig()).isEqualTo(LoginConfig.NONE);
        }

        @Test
        void signsInOnOurPageWhereTheUsersAreNotThoseOfTheRealm() {
            makesAccounts = true;

            assertThat(admission().loginConfig()).isEqualTo(LoginConfig.NONE);
        }

        @Test
        void signsInOnThePageOfTheSettings() {
            settings.put("passkeys.login-page", "/welcome");

            assertThat(admission().loginConfig()).isEqualTo(LoginConfig.NONE);
        }
    }

    @Nested
    @DisplayName("whom the server's realm knows")
    class OfTheRealm {

        @Test
        void bringsTheGroupsOfTheRealmWhereAFormAsksForItsPasswords() {
            makesAccounts = true;

            assertThat(admission().knowsGroups()).isTrue();
            assertThat(admission().groupsOf("bob")).contains(Set.of("realm-group"));
        }

        @Test
        void bringsTheGroupsOfTheRealmWhereTheApplicationMakesNoAccounts() {
            webXml = NO_LOGIN;

            assertThat(admission().groupsOf("bob")).contains(Set.of("realm-group"));
        }

        @Test
        void tellsTheRealmOfSuccessAfterTheContainerWasTold() {
            admission().admit("bob", Groups.of(Set.of("realm-group")), exchange());

            assertThat(told).containsExactly("container: bob [realm-group]", "realm: bob");
        }

        @Test
        void isRefusedWhereTheRealmIsClosedToThem() {
            realm.locked = true;

            assertThat(admission().groupsOf("bob")).isEmpty();
        }

        @Test
        void leavesGroupsToAContainerThatFindsThemItself() {
            realm.knowsGroups = false;

            assertThat(admission().knowsGroups()).isFalse();
        }
    }

    @Nested
    @DisplayName("who brought a password to a container that finds groups itself")
    class ByPassword {

        @Test
        void keepsWhatThePasswordGaveWhereTheContainerFindsLessByName() {
            realm.given = Optional.of(Set.of("clerk"));

            assertThat(byPassword()).isEqualTo(Groups.of(Set.of("clerk")));
        }

        @Test
        void isLeftToAContainerThatFindsTheSame() {
            realm.given = Optional.of(Set.of("clerk"));
            realm.added = Optional.of(Set.of("clerk", "everybody"));

            assertThat(byPassword()).isEqualTo(Groups.BY_NAME);
        }

        @Test
        void isLeftToAContainerThatShowsNothing() {
            realm.given = Optional.of(Set.of("clerk"));
            realm.added = Optional.empty();

            assertThat(byPassword()).isEqualTo(Groups.BY_NAME);
        }

        @Test
        void bringsTheGroupsOfTheRealmWhereItKnowsThem() {
            realm.given = Optional.of(Set.of("clerk"));
            realm.knowsGroups = true;

            assertThat(admission().groupsByPassword("bob", new Subject(), callbacks -> {}))
                    .isEqualTo(Groups.of(Set.of("realm-group")));
        }

        private Groups byPassword() {
            realm.knowsGroups = false;
            return admission().groupsByPassword("bob", new Subject(), callbacks -> {});
        }
    }

    @Nested
    @DisplayName("goes to the container")
    class ToTheContainer {

        private Object caller;

        @Test
        void asATextThatIsTheSameAtTheNextRequest() {
            admit();

            assertThat(caller).isEqualTo("bob");
        }

        @Test
        void asAPrincipalOnGlassFishWhichDoesNotFindItsOwn() {
            server = Servers.GLASSFISH;

            admit();

            assertThat(caller)
                    .isInstanceOfSatisfying(
                            CallerPrincipal.class,
                            principal -> assertThat(principal.getName()).isEqualTo("bob"));
        }

        @Test
        void againAsThePrincipalThatItHasKept() {
            kept = new CallerPrincipal("bob");

            admitAgain();

            assertThat(caller).isSameAs(kept);
            assertThat(told).containsExactly("container: " + kept + " [clerk]");
            assertThat(options).containsOnly(entry("jakarta.servlet.http.authType", "FORM"));
        }

        @Test
        void againAsATextWhereItHasKeptAnother() {
            kept = new CallerPrincipal("eve");

            admitAgain();

            assertThat(caller).isEqualTo("bob");
        }

        @Test
        void againAndToBeKeptWhereItHasKeptNobody() {
            admitAgain();

            assertThat(caller).isEqualTo("bob");
            assertThat(options).containsEntry("jakarta.servlet.http.registerSession", "true");
        }

        @Test
        void withTheWayThatWebXmlHas() {
            admit();

            assertThat(options).containsEntry("jakarta.servlet.http.authType", "FORM");
        }

        @Test
        void withTheWayThatTheContainerCallsItWhereTheApplicationHasOneOfItsOwn() {
            webXml = NO_LOGIN;

            admit();

            assertThat(options).doesNotContainKey("jakarta.servlet.http.authType");
        }

        @ParameterizedTest
        @CsvSource({"payara-micro, FORM, true", "glassfish, FORM, true", "payara, NO, false", "wildfly, FORM, false"})
        void andNotToCachesWhereItLeavesThatToItsOwnLogin(String name, String login, boolean ours) {
            server = Servers.named(name).orElseThrow();
            webXml = login.equals("FORM") ? FORM : NO_LOGIN;

            admit();

            assertThat(headers.containsKey("Cache-Control")).isEqualTo(ours);
        }

        private void admit() {
            admission().admit("bob", Groups.of(Set.of()), exchange(given -> caller = given));
        }

        private void admitAgain() {
            admission().admitAgain(session(), exchange(given -> caller = given));
        }
    }

    @Nested
    @DisplayName("from an origin that may give some groups only")
    class FromLimitedOrigin {

        FromLimitedOrigin() {
            settings.put("passkeys.rp.id", "example.org");
            settings.put("passkeys.groups.origin.https://example.org", "clerk");
        }

        @Test
        void keepsTheContainerToTheGroupsThatItWasToldOf() {
            ResolvedGroups groups = ResolvedGroups.of(session().groups(), Optional.of(Set.of("boss")), false);

            admission().admitOwner(session(), groups, exchange());

            assertThat(told).last().isEqualTo("kept: [clerk]");
        }

        @Test
        void keepsTheContainerToThemAtEveryRequestAndOnEveryNode() {
            admission().admitAgain(session(), exchange());
            assertThat(told).last().isEqualTo("kept: [clerk]");

            told.clear();
            kept = new CallerPrincipal("bob");
            admission().admitAgain(session(), exchange());
            assertThat(told).last().isEqualTo("kept: [clerk]");

            told.clear();
            kept = new CallerPrincipal("ann");
            admission().admitAgain(session(), exchange());
            assertThat(told).last().isEqualTo("kept: [clerk]");
        }

        @Test
        void keepsTheContainerToThoseOfAToken() {
            LoginRecord token = LoginRecord.ofToken("bob", Groups.of(Set.of("clerk")), Instant.EPOCH, null)
                    .from(Proofs.ORIGIN);

            admission().admitByToken(token, exchange());

            assertThat(told).last().isEqualTo("kept: [clerk]");
        }

        @Test
        void failsWhereTheContainerDoesNotKeepToThem() {
            realm.keeps = false;

            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> admission().admitAgain(session(), exchange()));
        }

        @Test
        void leavesTheContainerAloneAfterAPassword() {
            LoginRecord password =
                    new LoginRecord("bob", Groups.of(Set.of("boss")), LoginRecord.PASSWORD, Instant.EPOCH, null);

            admission().admitAgain(password, exchange());

            assertThat(told).noneMatch(line -> line.startsWith("kept"));
        }

        @Test
        void leavesTheContainerAloneWhereAnotherOriginIsLimited() {
            settings.put("passkeys.origins", "https://example.org, https://app.example.org");
            LoginRecord other = session().from(new Origin("https://app.example.org"));

            admission().admitAgain(other, exchange());

            assertThat(told).noneMatch(line -> line.startsWith("kept"));
        }
    }

    @Nested
    @DisplayName("who may share a name with somebody in the server's realm")
    class OfTheApplication {

        @Test
        void bringsTheGroupsOfTheApplicationsStores() {
            hasStore = true;

            assertThat(admission().knowsGroups()).isTrue();
            assertThat(admission().groupsOf("bob")).contains(Set.of("store-group"));
            assertHasNothingOfTheRealm();
        }

        @Test
        void bringsNothingOfTheRealmWhereTheApplicationHasAMechanism() {
            hasMechanism = true;

            assertThat(admission().knowsGroups()).isFalse();
            assertThat(admission().groupsOf("bob")).contains(Set.of());
            assertHasNothingOfTheRealm();
        }

        @Test
        void bringsNothingOfTheRealmWhereTheApplicationMakesAccounts() {
            webXml = NO_LOGIN;
            makesAccounts = true;

            assertThat(admission().knowsGroups()).isFalse();
            assertThat(admission().groupsOf("bob")).contains(Set.of());
            assertHasNothingOfTheRealm();
        }

        private void assertHasNothingOfTheRealm() {
            realm.locked = true;
            assertThat(admission().groupsOf("bob")).isPresent();
            admission().admit("bob", Groups.BY_NAME, exchange());
            assertThat(told).containsExactly("container: bob null");
        }
    }

    @Nested
    @DisplayName("by passkey")
    class ByPasskey {

        @Test
        void givesTheGroupsOfTheRealmWhichHasTheCallers() {
            assertThat(grant())
                    .contains(new ResolvedGroups(
                            Groups.of(Set.of("realm-group")), Optional.of(Set.of("realm-group")), false));
        }

        @Test
        void givesTheGroupsOfTheApplicationsStores() {
            hasStore = true;

            assertThat(grant())
                    .contains(new ResolvedGroups(
                            Groups.of(Set.of("store-group")), Optional.of(Set.of("store-group")), false));
        }

        @Test
        void leavesGroupsToAContainerThatFindsThemItselfAndSeesThem() {
            realm.knowsGroups = false;
            realm.added = Optional.of(Set.of("added"));

            assertThat(grant()).contains(new ResolvedGroups(Groups.BY_NAME, Optional.of(Set.of("added")), false));
        }

        @Test
        void leavesGroupsToAContainerThatShowsNone() {
            realm.knowsGroups = false;
            realm.added = Optional.empty();

            assertThat(grant()).contains(new ResolvedGroups(Groups.BY_NAME, Optional.empty(), false));
        }

        @Test
        void givesTheGroupsOfTheLastPasswordWhereTheContainerShowsNone() {
            settings.put("passkeys.groups.remembered", "true");
            realm.knowsGroups = false;
            realm.added = Optional.empty();
            byPassword("old");

            assertThat(grant())
                    .contains(new ResolvedGroups(Groups.of(Set.of("old")), Optional.of(Set.of("old")), false));
        }

        @Test
        void remembersNothingOfACallerWhoIsNotInTheRealmAnyMore() {
            settings.put("passkeys.groups.remembered", "true");
            realm.knowsGroups = false;
            realm.gone = true;
            byPassword("old");

            assertThat(grant()).contains(new ResolvedGroups(Groups.BY_NAME, Optional.of(Set.of()), true));
        }

        @Test
        void remembersWhoCameAnotherWayThanByTheRealm() {
            settings.put("passkeys.groups.remembered", "true");
            realm.knowsGroups = false;
            realm.gone = true;
            hasMechanism = true;
            byPassword("old");

            assertThat(grant())
                    .contains(new ResolvedGroups(Groups.of(Set.of("old")), Optional.of(Set.of("old")), false));
        }

        @Test
        void callsGoneWhoIsNotInTheRealmAnyMore() {
            realm.gone = true;

            assertThat(grant().map(ResolvedGroups::unknownToRealm)).contains(true);
        }

        @Test
        void callsNobodyGoneWhoCameAnotherWayThanByTheRealm() {
            realm.gone = true;
            hasStore = true;

            assertThat(grant().map(ResolvedGroups::unknownToRealm)).contains(false);
        }

        @Test
        void hasTheContainerLookAnewBeforeItAsksForGroups() {
            realm.knowsGroups = false;

            grant();

            assertThat(told).containsExactly("renewed: bob", "asked: bob");
        }

        /** There is no data source in this test, so that the query is seen by its failing. */
        @Test
        void givesTheGroupsOfTheQueryWhateverElseKnowsSome() {
            settings.put("passkeys.groups.query", "SELECT 1 WHERE '' = ?");
            hasStore = true;

            assertThatIllegalStateException().isThrownBy(this::grant).withMessageContaining("passkeys.groups.");
        }

        @Test
        void givesTheGroupsOfTheLastPasswordWhereNothingElseKnowsAnyAndTheSettingsSaySo() {
            settings.put("passkeys.groups.remembered", "true");
            hasMechanism = true;
            byPassword("old");

            assertThat(grant())
                    .contains(new ResolvedGroups(Groups.of(Set.of("old")), Optional.of(Set.of("old")), false));
        }

        @Test
        void remembersNothingUnlessTheSettingsSaySo() {
            hasMechanism = true;
            byPassword("old");

            assertThat(grant()).contains(new ResolvedGroups(Groups.BY_NAME, Optional.of(Set.of()), false));
        }

        @Test
        void remembersNothingOfWhoWasNeverSeen() {
            settings.put("passkeys.groups.remembered", "true");
            hasMechanism = true;

            assertThat(grant()).contains(new ResolvedGroups(Groups.BY_NAME, Optional.of(Set.of()), false));
        }

        @Test
        void remembersNothingWhereTheContainerFindsGroups() {
            settings.put("passkeys.groups.remembered", "true");
            realm.knowsGroups = false;
            realm.added = Optional.of(Set.of("added"));
            byPassword("old");

            assertThat(grant()).contains(new ResolvedGroups(Groups.BY_NAME, Optional.of(Set.of("added")), false));
        }

        @Test
        void remembersNothingWhereTheStoresHaveTakenAllGroupsAway() {
            settings.put("passkeys.groups.remembered", "true");
            hasStore = true;
            groupsOfStore = Set.of();
            byPassword("old");

            assertThat(grant()).contains(new ResolvedGroups(Groups.of(Set.of()), Optional.of(Set.of()), false));
        }

        @Test
        void isRefusedWhereTheRealmIsClosedToTheCallerWhateverAQueryFinds() {
            settings.put("passkeys.groups.query", "SELECT 1 WHERE '' = ?");
            realm.locked = true;

            assertThat(grant()).isEmpty();
        }

        @Test
        void givesNoMoreThanTheLastPasswordWhereTheHandlerIsTheApplications() {
            ownHandler = true;
            hasMechanism = true;
            hasStore = true;
            byPassword("old");
            assertThat(grant()).contains(new ResolvedGroups(Groups.of(Set.of()), Optional.of(Set.of()), false));

            byPassword("store-group");
            assertThat(grant())
                    .contains(new ResolvedGroups(
                            Groups.of(Set.of("store-group")), Optional.of(Set.of("store-group")), false));
        }

        @Test
        void givesWhatTheLastPasswordGaveThroughTheHandlerOfTheApplicationWhereThatIsRemembered() {
            settings.put("passkeys.groups.remembered", "true");
            ownHandler = true;
            hasMechanism = true;
            hasStore = true;
            byPassword("old");

            assertThat(grant())
                    .contains(new ResolvedGroups(Groups.of(Set.of("old")), Optional.of(Set.of("old")), false));
        }

        @Test
        void givesNothingBeforeAPasswordWasSeenWhereTheHandlerIsTheApplications() {
            ownHandler = true;
            hasMechanism = true;
            hasStore = true;

            assertThat(grant().map(ResolvedGroups::unseen)).contains(true);
            assertThat(admission().groupSource()).isEqualTo(GroupSource.STORES_WITHIN_PASSWORD);
        }

        @Test
        void isSaidToGiveNoGroupsWhereNobodyKnowsThem() {
            hasMechanism = true;
            assertThat(admission().givesGroups("bob", Set.of("old"), callbacks -> {}))
                    .isFalse();

            realm.added = Optional.of(Set.of("added"));
            assertThat(admission().givesGroups("bob", Set.of("old"), callbacks -> {}))
                    .isFalse();
            realm.added = Optional.of(Set.of("added", "old"));
            assertThat(admission().givesGroups("bob", Set.of("old"), callbacks -> {}))
                    .isTrue();
            realm.added = Optional.of(Set.of());
            hasStore = true;
            assertThat(admission().givesGroups("bob", Set.of("old"), callbacks -> {}))
                    .isTrue();
            ownHandler = true;
            assertThat(admission().givesGroups("bob", Set.of("old"), callbacks -> {}))
                    .isFalse();
            settings.put("passkeys.groups.remembered", "true");
            assertThat(admission().givesGroups("bob", Set.of("old"), callbacks -> {}))
                    .isTrue();
        }

        @Test
        void givesThePrincipalThatTheHandlerMakesAndNoPlainOne() {
            hasMechanism = true;
            answer = new CredentialValidationResult(new Clerk("bob"), Set.of("clerk"));
            assertThat(admission().makesPrincipal("bob", Clerk.class)).isTrue();
            List<Object> callers = new ArrayList<>();
            admission().admitOwner(session(), grant().orElseThrow(), exchange(callers::add));

            answer = new CredentialValidationResult(new CallerPrincipal("bob"), Set.of("clerk"));
            assertThat(admission().makesPrincipal("bob", Clerk.class)).isFalse();
            admission().admitOwner(session(), grant().orElseThrow(), exchange(callers::add));

            assertThat(callers.get(0)).isInstanceOf(Clerk.class);
            assertThat(callers.get(1)).isEqualTo("bob");
        }

        @Test
        void givesWhatTheHandlerSaysOfACallerWithoutPassword() {
            Clerk bob = new Clerk("bob");
            answer = new CredentialValidationResult(bob, Set.of("clerk"));
            ownHandler = true;
            hasMechanism = true;
            hasStore = true;

            assertThat(grant())
                    .contains(new ResolvedGroups(
                            Groups.of(Set.of("clerk")), Optional.of(Set.of("clerk")), false, false, Optional.of(bob)));
        }

        private Optional<ResolvedGroups> grant() {
            return admission().grant(Proofs.of("bob", store), callbacks -> {});
        }

        private void byPassword(String group) {
            store.transact(stored -> {
                stored.keep(new PasswordLogin("bob", Set.of(group), Instant.EPOCH));
                return group;
            });
        }
    }

    private static LoginRecord session() {
        return new LoginRecord("bob", Groups.of(Set.of("clerk")), LoginRecord.PASSKEY, Instant.EPOCH, null)
                .from(Proofs.ORIGIN);
    }

    private Admission admission() {
        Instance<IdentityStore> stores = instance(() -> hasStore ? Stream.of(handle()) : Stream.of(), () -> !hasStore);
        Instance<NewAccounts> newAccounts = instance(Stream::of, () -> !makesAccounts);
        return new Admission(
                new IdentityStoreGroups(stores, Handlers.handler(ownHandler, () -> answer)),
                realm,
                new ApplicationMechanism(beans()),
                read(settings),
                proxy(
                        ServletContext.class,
                        Map.of(
                                "getContextPath",
                                () -> "/app",
                                "getClassLoader",
                                ClassLoader::getPlatformClassLoader,
                                "getAttribute",
                                () -> "none",
                                "setAttribute",
                                () -> "nothing",
                                "getServletRegistrations",
                                Map::of,
                                "getResourceAsStream",
                                () -> new ByteArrayInputStream(webXml.getBytes(UTF_8)))),
                server,
                newAccounts,
                new OriginGroups(read(settings), realm, event -> {}, Clock.systemUTC()));
    }

    private static Settings read(Map<String, String> settings) {
        return SettingsReader.read(SettingSource.of(settings));
    }

    private BeanManager beans() {
        Bean<?> bean = proxy(Bean.class, Map.of("getBeanClass", () -> AdmissionTest.class, "getTypes", () -> Set.of()));
        return proxy(
                BeanManager.class,
                Map.of("getBeans", () -> hasMechanism ? Set.of(bean) : Set.of(), "resolve", () -> bean));
    }

    private Instance.Handle<?> handle() {
        IdentityStore store = new IdentityStore() {
            @Override
            public Set<String> getCallerGroups(CredentialValidationResult validationResult) {
                return groupsOfStore;
            }
        };
        Bean<?> bean = proxy(Bean.class, Map.of("getBeanClass", () -> AdmissionTest.class));
        return proxy(Instance.Handle.class, Map.of("getBean", () -> bean, "get", () -> store));
    }

    @SuppressWarnings("unchecked")
    private static <T> Instance<T> instance(Supplier<Object> handles, Supplier<Object> unsatisfied) {
        return proxy(Instance.class, Map.of("handlesStream", handles, "isUnsatisfied", unsatisfied));
    }

    private AuthenticationExchange exchange() {
        return exchange(caller -> {});
    }

    private AuthenticationExchange exchange(Consumer<Object> caller) {
        MessageInfo info = proxy(MessageInfo.class, Map.of("getMap", () -> options));
        HttpServletRequest request = proxy(
                HttpServletRequest.class,
                Map.of(
                        "getMethod",
                        () -> "GET",
                        "getUserPrincipal",
                        () -> kept,
                        "getSession",
                        () -> null,
                        "getAttribute",
                        () -> null));
        HttpServletResponse response = (HttpServletResponse) Proxy.newProxyInstance(
                AdmissionTest.class.getClassLoader(),
                new Class<?>[] {HttpServletResponse.class},
                (self, method, arguments) -> headers.put(String.valueOf(arguments[0]), arguments[1]));
        return AuthenticationExchange.of((HttpMessageContext) Proxy.newProxyInstance(
                AdmissionTest.class.getClassLoader(),
                new Class<?>[] {HttpMessageContext.class},
                (self, method, arguments) -> {
                    switch (method.getName()) {
                        case "getMessageInfo":
                            return info;
                        case "getRequest":
                            return request;
                        case "getResponse":
                            return response;
                        case "getClientSubject":
                            return subject;
                        default:
                    }
                    caller.accept(arguments[0]);
                    told.add("container: " + arguments[0] + " " + arguments[1]);
                    return AuthenticationStatus.SUCCESS;
                }));
    }

    private static <T> T proxy(Class<T> type, Map<String, Supplier<Object>> answers) {
        return type.cast(Proxy.newProxyInstance(
                AdmissionTest.class.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> switch (method.getName()) {
                    case "hashCode" -> System.identityHashCode(self);
                    case "equals" -> self == arguments[0];
                    default -> answers.get(method.getName()).get();
                }));
    }

    private static final class Clerk extends CallerPrincipal {

        private static final long serialVersionUID = 1L;

        Clerk(String name) {
            super(name);
        }
    }

    /** A realm in which everybody has one group. */
    private final class Realm implements ContainerRealm {

        private boolean knowsGroups = true;
        private boolean locked;
        private boolean gone;
        private boolean keeps = true;
        private Optional<Set<String>> added = Optional.of(Set.of());
        private Optional<Set<String>> given = Optional.empty();

        @Override
        public Optional<String> spelling(String caller, String name) {
            return caller.equals("josé") ? Optional.of("jose") : Optional.empty();
        }

        @Override
        public boolean knowsGroups() {
            return knowsGroups;
        }

        @Override
        public Optional<Set<String>> groupsOf(String caller) {
            return locked ? Optional.empty() : Optional.of(Set.of("realm-group"));
        }

        @Override
        public boolean renew(String caller, CallbackHandler container) {
            told.add("renewed: " + caller);
            return !gone;
        }

        @Override
        public Optional<Set<String>> groupsByName(String caller, CallbackHandler container) {
            told.add("asked: " + caller);
            return added;
        }

        @Override
        public Optional<Set<String>> groupsIn(Subject subject) {
            return given;
        }

        @Override
        public boolean keepTo(Subject who, Set<String> groups) {
            told.add("kept: " + groups);
            return keeps;
        }

        @Override
        public boolean lacks(String name) {
            return false;
        }

        @Override
        public void succeeded(String caller) {
            told.add("realm: " + caller);
        }
    }
}
