// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.mechanism;

import com.google.common.collect.Sets;
import ee.passkeys.api.NewAccounts;
import ee.passkeys.application.ContainerRealm;
import ee.passkeys.application.IdentityStoreGroups;
import ee.passkeys.application.SqlGroups;
import ee.passkeys.application.WithoutPassword;
import ee.passkeys.authorization.GroupSource;
import ee.passkeys.authorization.OriginGroups;
import ee.passkeys.authorization.ResolvedGroups;
import ee.passkeys.ceremony.VerifiedAssertion;
import ee.passkeys.config.Setting;
import ee.passkeys.config.Settings;
import ee.passkeys.credential.PasswordLogin;
import ee.passkeys.descriptor.LoginConfig;
import ee.passkeys.descriptor.WebDescriptor;
import ee.passkeys.server.ServerProfile;
import ee.passkeys.session.LoginByCode;
import ee.passkeys.session.LoginRecord;
import ee.passkeys.value.Groups;
import ee.passkeys.value.OfPasskeys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.CallerPrincipal;
import jakarta.servlet.ServletContext;
import java.security.Principal;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.Subject;
import javax.security.auth.callback.CallbackHandler;

/**
 * Resolves the groups of users and notifies the container of them. A login by password gives the groups of the host's identity stores, else
 * those of the server's realm. A passkey gives those of the query in the settings; where there is none, the same as the password; and where
 * that is nothing that we or the container could find out, those that the last password gave, if the settings say so.
 */
@ApplicationScoped
class Admission {

    private static final String AUTH_TYPE = "jakarta.servlet.http.authType";
    private static final String REGISTER_SESSION = "jakarta.servlet.http.registerSession";

    private final IdentityStoreGroups stores;
    private final ContainerRealm realm;
    private final ApplicationMechanism host;
    private final Optional<SqlGroups> query;
    private final boolean remembers;
    private final LoginConfig config;
    private final CacheHeaders caching;
    private final boolean namesAreTheRealms;
    private final boolean takesPrincipals;
    private final OriginGroups origins;

    @SuppressWarnings("NullAway") // a proxy has no state
    protected Admission() {
        this.stores = null;
        this.realm = null;
        this.host = null;
        this.query = null;
        this.remembers = false;
        this.config = null;
        this.caching = null;
        this.namesAreTheRealms = false;
        this.takesPrincipals = false;
        this.origins = null;
    }

    @Inject
    Admission(
            IdentityStoreGroups stores,
            ContainerRealm realm,
            ApplicationMechanism host,
            Settings settings,
            @OfPasskeys ServletContext context,
            ServerProfile server,
            Instance<NewAccounts> newAccounts,
            OriginGroups origins) {
        this.stores = stores;
        this.realm = realm;
        this.host = host;
        this.query = SqlGroups.of(settings.groups());
        this.remembers = settings.groups().remembered();
        this.config = loginConfig(WebDescriptor.of(context), server, host, settings, newAccounts);
        this.caching = CacheHeaders.of(server.login(), config);
        this.namesAreTheRealms = config.isBridged() || newAccounts.isUnsatisfied();
        this.takesPrincipals = server.login().needsPrincipal();
        this.origins = origins;
    }

    /** The container's own way to sign in counts where its users do, and nothing else signs in: a mechanism, or a page that the settings name. */
    private static LoginConfig loginConfig(
            WebDescriptor descriptor,
            ServerProfile server,
            ApplicationMechanism host,
            Settings settings,
            Instance<NewAccounts> newAccounts) {
        boolean otherwise = host.isThere()
                || !newAccounts.isUnsatisfied()
                || !settings.pages()
                        .login()
                        .equals(Setting.LOGIN_PAGE.defaultValue().orElse(""));
        return otherwise ? descriptor.login() : descriptor.loginOfContainer(server.login());
    }

    /** What stands behind the proxy, which would cost every request more than most of what it leads to. */
    Admission itself() {
        return this;
    }

    /** How users of the realm sign in. */
    LoginConfig loginConfig() {
        return config;
    }

    /** What a passkey gives, as it is now; empty when the caller may not come in. */
    Optional<ResolvedGroups> grant(VerifiedAssertion proof, CallbackHandler container) {
        String caller = proof.caller();
        Optional<WithoutPassword> stored = stored(caller);
        Optional<Set<String>> known = stored.map(WithoutPassword::groups).or(() -> groupsOf(caller));
        if (known.isEmpty()) {
            return Optional.empty();
        }
        boolean gone = !realm.renew(caller, container) && usesRealm();
        Optional<Set<String>> added = realm.groupsByName(caller, container);
        if (query.isPresent()) {
            return Optional.of(ResolvedGroups.of(Groups.of(query.get().of(caller)), added, gone)
                    .as(principal(stored)));
        }
        if (stored.isPresent()) {
            return Optional.of(ofStores(stored.get(), proof, added, gone));
        }
        if (knowsGroups()) {
            return Optional.of(ResolvedGroups.of(Groups.of(known.get()), added, gone));
        }
        boolean foundByContainer = added.filter(groups -> !groups.isEmpty()).isPresent();
        boolean byMemory = remembers && !foundByContainer && !gone;
        return Optional.of(ResolvedGroups.of(
                lastPassword(proof).filter(last -> byMemory).map(Groups::of).orElse(Groups.BY_NAME), added, gone));
    }

    /** Where nobody knows what the password would give, no more than the last one gave. */
    private ResolvedGroups ofStores(
            WithoutPassword stored, VerifiedAssertion proof, Optional<Set<String>> added, boolean gone) {
        if (stored.certain()) {
            return ResolvedGroups.of(Groups.of(stored.groups()), added, gone).as(principal(Optional.of(stored)));
        }
        return lastPassword(proof)
                .map(last -> remembers ? last : Sets.intersection(stored.groups(), last))
                .map(groups -> ResolvedGroups.of(Groups.of(groups), added, gone))
                .orElseGet(() -> ResolvedGroups.untilSeen(gone));
    }

    /** A plain principal is the name and no more, which containers take better as a text. */
    private static Optional<Principal> principal(Optional<WithoutPassword> stored) {
        return stored.flatMap(WithoutPassword::principal).filter(known -> known.getClass() != CallerPrincipal.class);
    }

    private Optional<WithoutPassword> stored(String caller) {
        return host.isThere() ? stores.withoutPassword(caller, host.isOpenId()) : Optional.empty();
    }

    /** Whether a passkey would give any of the groups that a password gave. What is not to be seen speaks for it. */
    boolean givesGroups(String caller, Set<String> byPassword, CallbackHandler container) {
        if (query.isPresent() || remembers || (usesRealm() && realm.knowsGroups())) {
            return true;
        }
        Optional<WithoutPassword> stored = stored(caller);
        boolean known = stored.filter(given ->
                        given.groups().stream().anyMatch(group -> given.certain() || byPassword.contains(group)))
                .isPresent();
        return known
                || realm.groupsByName(caller, container)
                        .filter(added -> Collections.disjoint(added, byPassword))
                        .isEmpty();
    }

    /** Whether a passkey gives a principal of such a class. */
    boolean makesPrincipal(String caller, Class<?> type) {
        return principal(stored(caller)).filter(type::isInstance).isPresent();
    }

    private static Optional<Set<String>> lastPassword(VerifiedAssertion proof) {
        return proof.lastPassword().map(PasswordLogin::groups);
    }

    /** Whether {@link #groupsOf} knows; where not, the container finds them itself. */
    boolean knowsGroups() {
        return stores.areProvided() || (usesRealm() && realm.knowsGroups());
    }

    /** Where the groups of a passkey login come from, in the order of {@link #grant}. */
    GroupSource groupSource() {
        if (query.isPresent()) {
            return GroupSource.QUERY;
        }
        if (stores.areProvided()) {
            return host.isThere() && !stores.areCertain(host.isOpenId())
                    ? GroupSource.STORES_WITHIN_PASSWORD
                    : GroupSource.IDENTITY_STORES;
        }
        if (usesRealm()) {
            return GroupSource.REALM;
        }
        if (remembers) {
            return GroupSource.REMEMBERED;
        }
        return host.isThere() && stores.needPassword() ? GroupSource.PASSWORD_ALONE : GroupSource.CONTAINER;
    }

    /** The groups of a caller after a login by password, as they are now; empty when the caller may not come in. */
    Optional<Set<String>> groupsOf(String caller) {
        if (stores.areProvided()) {
            return Optional.of(stores.of(caller));
        }
        return usesRealm() ? realm.groupsOf(caller) : Optional.of(Set.of());
    }

    /**
     * The groups that the container has to be told of after a login by password. On Payara a {@code realm-name} that the server does not
     * have is no hindrance for passwords, which go to its default realm; but by a name alone it then finds no groups.
     *
     * @param subject where the container has put those that came with the password
     * @return {@link Groups#BY_NAME} where the container finds them itself at the next request, too
     */
    Groups groupsByPassword(String caller, Subject subject, CallbackHandler container) {
        if (knowsGroups()) {
            return Groups.of(groupsOf(caller).orElse(Set.of()));
        }
        Optional<Set<String>> found = realm.groupsByName(caller, container);
        return found.flatMap(names -> realm.groupsIn(subject).filter(given -> !names.containsAll(given)))
                .map(Groups::of)
                .orElse(Groups.BY_NAME);
    }

    /** Lets in the owner of a passkey, as the principal that the application's handler makes, where it makes one. */
    AuthenticationStatus admitOwner(LoginRecord login, ResolvedGroups grant, AuthenticationExchange exchange) {
        if (grant.principal().isEmpty()) {
            return keeping(login, admit(login.caller(), grant.declared(), exchange), exchange);
        }
        exchange.options().put(REGISTER_SESSION, "true");
        prepare(exchange);
        return keeping(login, exchange.notifyContainer(grant.principal().get(), grant.declared()), exchange);
    }

    /** What the container has added beyond what the origin may give goes at once, at every request. */
    private AuthenticationStatus keeping(
            LoginRecord login, AuthenticationStatus status, AuthenticationExchange exchange) {
        if (origins.areLimited() && (login.byPasskey() || login.byToken())) {
            origins.keep(login.passkeyOrigin(), login.groups(), exchange.caller());
        }
        return status;
    }

    /**
     * Tells the container of a caller whom it shall keep with the session.
     */
    AuthenticationStatus admit(String caller, Groups groups, AuthenticationExchange exchange) {
        exchange.options().put(REGISTER_SESSION, "true");
        return admitOnce(caller, groups, exchange);
    }

    /** Tells the container of a caller for this request alone. */
    AuthenticationStatus admitOnce(String caller, Groups groups, AuthenticationExchange exchange) {
        AuthenticationStatus status = notifyContainer(caller, groups, exchange);
        if (usesRealm()) {
            realm.succeeded(caller);
        }
        return status;
    }

    /** Tells the container of the owner of an access token, for this request alone. */
    AuthenticationStatus admitByToken(LoginRecord login, AuthenticationExchange exchange) {
        Optional<Principal> made = principal(stored(login.caller()));
        if (made.isEmpty()) {
            return keeping(login, notifyContainer(login.caller(), login.groups(), exchange), exchange);
        }
        prepare(exchange);
        return keeping(login, exchange.notifyContainer(made.get(), login.groups()), exchange);
    }

    /** How the server's realm spells the name of its user, else the name as it was typed. */
    String spelling(String caller) {
        return usesRealm() ? realm.spelling(caller, config.realm()).orElse(caller) : caller;
    }

    /** Whether the server's realm takes no login of a caller now. */
    boolean isLocked(String caller) {
        return usesRealm() && realm.groupsOf(caller).isEmpty();
    }

    /**
     * The container restores nothing by itself where there is a mechanism; it is told again, with the groups, at every request. Of the
     * principal that it has kept itself it needs to look nothing up.
     *
     * @see <a href="https://jakarta.ee/specifications/authentication/3.0/jakarta-authentication-spec-3.0">Jakarta Authentication, 3.8.4</a>
     */
    AuthenticationStatus admitAgain(LoginRecord login, AuthenticationExchange exchange) {
        Principal kept = exchange.request().getUserPrincipal();
        if (kept == null) {
            Optional<Principal> made = login.byPasskey() ? principal(stored(login.caller())) : Optional.empty();
            return admitOwner(
                    login,
                    ResolvedGroups.of(login.groups(), Optional.empty(), false).as(made),
                    exchange);
        }
        if (!kept.getName().equals(login.caller())) {
            return keeping(login, notifyContainer(login.caller(), login.groups(), exchange), exchange);
        }
        prepare(exchange);
        return keeping(login, exchange.notifyContainer(kept, login.groups()), exchange);
    }

    /**
     * Tells the container of a caller for this request. The name is given as text: a principal of another type would not be found equal at
     * the next request. Only on GlassFish 8 {@code SecurityContext.getCallerPrincipal()} does not find the principal that GlassFish makes
     * of a text, and {@code @RolesAllowed} on a resource would refuse the caller. {@code getAuthType()} is what {@code web.xml} makes it
     * without us.
     */
    AuthenticationStatus notifyContainer(String caller, Groups groups, AuthenticationExchange exchange) {
        prepare(exchange);
        return takesPrincipals
                ? exchange.notifyContainer(new CallerPrincipal(caller), groups)
                : exchange.notifyContainer(caller, groups);
    }

    private void prepare(AuthenticationExchange exchange) {
        caching.forbid(exchange.request(), exchange.response());
        if (config.isBridged()) {
            String type = LoginByCode.authType(exchange.request())
                    .orElse(config.method().name());
            exchange.options().put(AUTH_TYPE, type);
        }
    }

    /**
     * A host with a mechanism or accounts of its own may have callers of the same names as the realm, who are other people: they get
     * neither its groups nor forgiveness for its wrong passwords.
     */
    boolean usesRealm() {
        return namesAreTheRealms && !stores.areProvided() && !host.isThere();
    }
}
