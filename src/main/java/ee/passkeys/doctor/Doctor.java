// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.doctor;

import com.google.common.base.Suppliers;
import ee.passkeys.api.AccountStatus;
import ee.passkeys.api.NewAccounts;
import ee.passkeys.application.ContainerRealm;
import ee.passkeys.application.SqlAccountStatus;
import ee.passkeys.authorization.GroupSource;
import ee.passkeys.config.ApplicationSource;
import ee.passkeys.config.MicroProfileSource;
import ee.passkeys.config.Setting;
import ee.passkeys.config.SettingSource;
import ee.passkeys.config.Settings;
import ee.passkeys.config.Settings.AccountSettings;
import ee.passkeys.credential.jpa.JpaPasskeyTransactions;
import ee.passkeys.credential.jpa.StorageReport;
import ee.passkeys.credential.sql.FigureStatements;
import ee.passkeys.credential.sql.FigureStatements.OfRelyingParty;
import ee.passkeys.credential.sql.RowSeals;
import ee.passkeys.credential.sql.UserStatements;
import ee.passkeys.descriptor.LoginConfig;
import ee.passkeys.descriptor.WebDescriptor;
import ee.passkeys.doctor.cure.Cure;
import ee.passkeys.doctor.cure.Cures;
import ee.passkeys.doctor.cure.Finding;
import ee.passkeys.mechanism.ApplicationMechanism;
import ee.passkeys.mechanism.ContainerCalls;
import ee.passkeys.mechanism.PasskeyAuthenticationMechanism;
import ee.passkeys.mechanism.Shortfall;
import ee.passkeys.server.ApplicationName;
import ee.passkeys.server.ServerProfile;
import ee.passkeys.server.Servers;
import ee.passkeys.value.ApplicationLog;
import ee.passkeys.value.OfPasskeys;
import ee.passkeys.wellknown.WellKnownServlet;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * Checks everything in the deployment that passkeys depend on. It changes nothing, and tells no secret; what it tells is for administrators
 * all the same.
 */
@ApplicationScoped
public class Doctor {

    /** Name of the servlet of the endpoints. */
    public static final String ENDPOINTS = "passkeys-api";

    private static final System.Logger LOG = ApplicationLog.of(Doctor.class);
    private static final String APPLICATION_NAME = "java:app/AppName";
    private static final String MODULE_NAME = "java:module/ModuleName";

    @Inject
    Settings settings;

    @Inject
    @OfPasskeys
    ServletContext context;

    @Inject
    ServerProfile server;

    @Inject
    ApplicationMechanism host;

    @Inject
    PasskeyAuthenticationMechanism ours;

    @Inject
    Shortfall shortfall;

    @Inject
    ContainerRealm realm;

    @Inject
    JpaPasskeyTransactions store;

    @Inject
    Instance<AccountStatus> accountStatus;

    @Inject
    Instance<NewAccounts> newAccounts;

    /** At start there is no request, and some beans, that of the servlet context among them, live in one. */
    @Inject
    RequestContextController requests;

    private final Supplier<SettingSource> source =
            Suppliers.memoize(() -> new ApplicationSource(MicroProfileSource.ofServer(), context.getContextPath()));

    /** Made by the container. */
    protected Doctor() {}

    /**
     * Returns the server, whose commands are the cures.
     *
     * @return the kind of server
     */
    public ServerProfile server() {
        return server;
    }

    /**
     * Checks everything that is visible without a request, except the store, whose failure is logged when it opens.
     *
     * @return all findings, the good ones too
     */
    public List<Finding> atStart() {
        boolean activated = requests.activate();
        try {
            List<Finding> all = look(true);
            all.addAll(guarded("data-source", () -> storage().atStart(this::report)));
            return List.copyOf(all);
        } finally {
            if (activated) {
                requests.deactivate();
            }
        }
    }

    private List<Finding> moves() {
        boolean asks = settings.rollout().enrollment() != Settings.Enrollment.OFF;
        return new MoveChecks(settings.relyingParties(), asks, cures())
                .all(store.<List<OfRelyingParty>, RuntimeException>transact(stored -> new FigureStatements(
                                stored.sql(), settings.storage().userBase())
                        .relyingParties(settings.relyingParties().ids())));
    }

    private long unsealed() {
        return store.<Long, RuntimeException>transact(
                stored -> new UserStatements(stored.sql(), settings.storage().userBase(), RowSeals.NONE).unsealed());
    }

    /**
     * Checks everything, including one request.
     *
     * @param request one that an administrator has sent in the way that browsers come
     * @return all findings, the good ones too
     */
    public List<Finding> at(HttpServletRequest request) {
        List<Finding> all = new ArrayList<>(look(ContainerCalls.wasMade(request)));
        all.addAll(guarded(
                "data-source",
                () -> storage()
                        .all(this::report, () -> store.transact(passkeys -> true), StorageReport.provider(server))));
        AddressChecks addresses = addresses();
        ForwardedRequest visit = ForwardedRequest.of(request);
        all.add(addresses.origin(visit, request.getServerName()));
        all.add(addresses.https(visit));
        all.add(addresses.clientAddress(visit, settings.limits().addressHeader()));
        all.addAll(guarded(MoveChecks.NAME, this::moves));
        all.addAll(guarded(
                StorageChecks.USERS,
                () -> List.of(StorageChecks.users(settings.storage().userBase(), store.unownedUsers()))));
        if (settings.storage().seals().secret().isPresent()) {
            all.addAll(guarded(
                    StorageChecks.SEALS,
                    () -> List.of(StorageChecks.seals(
                            unsealed(), settings.storage().seals().unsealedAccepted()))));
        }
        all.addAll(guarded(
                LoginChecks.USER_NAMES,
                () -> List.of(LoginChecks.userNames(
                        settings.storage().userBase().exact(), takesAnotherSpelling(request), cures()))));
        return List.copyOf(all);
    }

    private List<Finding> look(boolean asked) {
        List<Finding> all = new ArrayList<>();
        all.add(Finding.fine("server", context.getServerInfo() + ", Java " + Runtime.version()));
        all.addAll(guarded("login", () -> logins(asked)));
        all.add(addresses().rpId());
        addresses().hosts().ifPresent(all::add);
        all.addAll(guarded("session-cookie", this::cookies));
        all.addAll(wellKnownFiles());
        return all;
    }

    /** What breaks a check must not break the start of the application. */
    private static List<Finding> guarded(String check, Supplier<List<Finding>> looking) {
        try {
            return looking.get();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, check, e);
            return List.of(Finding.wrong(check, "This check failed: " + e, Cure.NONE));
        }
    }

    /** Tried with the name of the administrator who asks. */
    private boolean takesAnotherSpelling(HttpServletRequest request) {
        Principal administrator = request.getUserPrincipal();
        if (administrator == null || !ours.usesRealm()) {
            return false;
        }
        String name = administrator.getName();
        String other = name.toUpperCase(Locale.ROOT).equals(name)
                ? name.toLowerCase(Locale.ROOT)
                : name.toUpperCase(Locale.ROOT);
        return !other.equals(name)
                && realm.knows(other, descriptor().login().realm()).orElse(false);
    }

    private List<Finding> cookies() {
        CookieCheck cookie = CookieCheck.of(context);
        return List.of(
                cookie.cookie(server(), settings.relyingParties().httpsOnly(), cures()), cookie.tracking(cures()));
    }

    private List<Finding> logins(boolean asked) {
        LoginChecks login = login();
        List<Finding> all = new ArrayList<>();
        all.add(login.mechanism(asked));
        all.add(login.login(settings.pages().login()));
        all.add(login.endpoints(context.getServletRegistration(ENDPOINTS) != null, cures()));
        all.add(LoginChecks.groups(
                ours.groupSource(), shortfall.losesGroups(), settings.groups().readsPasswordGroups(), cures()));
        LoginChecks.principal(shortfall.lostPrincipal()).ifPresent(all::add);
        all.addAll(guarded(AccountCheck.NAME, () -> List.of(accounts().finding(cures()))));
        LoginChecks.changes(settings.stepUp().isAsked(), settings.ceremonies().changeWithPasskey(), cures())
                .ifPresent(all::add);
        LoginChecks.rules(
                        settings.stepUp().isAsked() || settings.rollout().passwordOffWhenSafe(),
                        stopsWhenWrong(),
                        cures())
                .ifPresent(all::add);
        LoginChecks.registration(settings.ceremonies().openRegistration(), opensAccounts(), cures())
                .ifPresent(all::add);
        if (server.hasElytron()) {
            all.add(WildFlyModel.ofServer()
                    .securityDomain(descriptor().securityDomain())
                    .finding(!ours.usesRealm(), cures()));
        }
        if (server.choosesRealm()) {
            all.add(login.payara(cures()));
            realm().ifPresent(check -> all.add(check.finding(cures())));
        }
        return all;
    }

    private boolean stopsWhenWrong() {
        return source.get()
                .get(Setting.ON_INVALID_SETTINGS.key())
                .filter(text -> text.strip().equals("fail"))
                .isPresent();
    }

    private WebDescriptor descriptor() {
        return WebDescriptor.of(context);
    }

    private LoginChecks login() {
        return new LoginChecks(
                ours.loginConfig().method(),
                descriptor().login().method() != LoginConfig.Method.NONE,
                host.name().orElse(null),
                host.inOurPlace().orElse(null),
                context.getInitParameter(Servers.MECHANISM_PARAMETER));
    }

    /** Of no interest where the users do not live in a realm. */
    private Optional<RealmCheck> realm() {
        String name = descriptor().login().realm();
        boolean elsewhere =
                ours.groupSource() == GroupSource.QUERY || settings.groups().remembered();
        return ours.usesRealm() ? Optional.of(new RealmCheck(name, realm.lacks(name), elsewhere)) : Optional.empty();
    }

    private StorageChecks storage() {
        return new StorageChecks(
                settings.storage().dataSource(), settings.relyingParty().development(), cures());
    }

    private StorageReport report() {
        return StorageReport.of(settings.storage().dataSource());
    }

    private List<Finding> wellKnownFiles() {
        String path = context.getContextPath();
        WellKnownServlet files = new WellKnownServlet(settings.relyingParties(), settings.apps(), path);
        return settings.relyingParties().allWithPrevious().stream()
                .map(relyingParty -> WellKnownCheck.finding(path, relyingParty, files.contents(relyingParty), cures()))
                .toList();
    }

    private AccountCheck accounts() {
        AccountSettings accounts = settings.accounts();
        return new AccountCheck(
                !accountStatus.isUnsatisfied(),
                accounts.activeQuery().map(query -> SqlAccountStatus.of(accounts)),
                ours.usesRealm());
    }

    private boolean opensAccounts() {
        return !newAccounts.isUnsatisfied();
    }

    private AddressChecks addresses() {
        return new AddressChecks(settings.relyingParties(), source.get(), cures());
    }

    private Cures cures() {
        return new Cures(application(), source.get()::written);
    }

    private ApplicationName application() {
        String name = named(APPLICATION_NAME).orElseGet(context::getServletContextName);
        return new ApplicationName(name, named(MODULE_NAME).orElse(name));
    }

    @SuppressWarnings("BanJNDI") // the names are those of the specification
    private static Optional<String> named(String name) {
        try {
            return Optional.of(InitialContext.doLookup(name));
        } catch (NamingException e) {
            return Optional.empty();
        }
    }
}
