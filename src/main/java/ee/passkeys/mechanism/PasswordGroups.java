// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.mechanism;

import static java.util.stream.Collectors.toUnmodifiableSet;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import ee.passkeys.application.ContainerRealm;
import ee.passkeys.ceremony.AccountIds;
import ee.passkeys.config.Settings;
import ee.passkeys.config.Settings.GroupSettings;
import ee.passkeys.credential.Columns;
import ee.passkeys.credential.DuplicateException;
import ee.passkeys.credential.PasskeyTransactions;
import ee.passkeys.credential.PasswordLogin;
import ee.passkeys.value.ApplicationLog;
import ee.passkeys.value.Groups;
import ee.passkeys.value.OfPasskeys;
import ee.passkeys.value.Seldom;
import ee.passkeys.value.UserBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Stores the groups of the last password sign-in of each user. It is never in the way of that login: whatever fails here is logged, and the
 * login goes on. A database that is away keeps no login waiting: the store itself refuses calls then.
 */
@ApplicationScoped
class PasswordGroups {

    private static final System.Logger LOG = ApplicationLog.of(PasswordGroups.class);

    /** A client without a session signs in at every request; for so long nobody asks the database about it again. */
    private static final Duration KNOWN = Duration.ofMinutes(5);

    private static final int MOST_KNOWN = 10_000;

    private final GroupSettings settings;
    private final UserBase users;
    private final ContainerRealm realm;
    private final Shortfall shortfall;
    private final AccountIds accounts;
    private final PasskeyTransactions store;
    private final Clock clock;
    private final Cache<String, Set<String>> known = CacheBuilder.newBuilder()
            .maximumSize(MOST_KNOWN)
            .expireAfterWrite(KNOWN)
            .build();
    private final Cache<String, Boolean> checked = CacheBuilder.newBuilder()
            .maximumSize(MOST_KNOWN)
            .expireAfterWrite(KNOWN)
            .build();
    private final Seldom failures = new Seldom();
    private final Seldom unread = new Seldom();
    private final Seldom unknown = new Seldom();

    @SuppressWarnings("NullAway") // a proxy has no state
    protected PasswordGroups() {
        this.settings = null;
        this.users = null;
        this.realm = null;
        this.shortfall = null;
        this.accounts = null;
        this.store = null;
        this.clock = null;
    }

    @Inject
    PasswordGroups(
            Settings settings,
            ContainerRealm realm,
            Shortfall shortfall,
            AccountIds accounts,
            PasskeyTransactions store,
            @OfPasskeys Clock clock) {
        this.settings = settings.groups();
        this.users = settings.storage().userBase();
        this.realm = realm;
        this.shortfall = shortfall;
        this.accounts = accounts;
        this.store = store;
        this.clock = clock;
    }

    /**
     * Notes a login in the host's own way, after the password was found right and before anything else is done with the subject.
     *
     * @param told the groups that the container gets
     */
    void note(String caller, Groups told, HttpServletRequest request, HttpMessageContext context) {
        checkAccount(caller, request.getSession(false) != null);
        try {
            Optional<Set<String>> found = realm.groupsIn(context.getClientSubject());
            if (told.told().isPresent() || found.isPresent()) {
                Set<String> groups = union(told, found);
                if (settings.readsPasswordGroups()) {
                    note(caller, groups, request.getSession(false) != null);
                }
                // What the container adds by the name of a user of its realm is no gift of the password.
                shortfall.look(caller, told.told().orElse(groups), request, context);
            }
        } catch (RuntimeException e) {
            unread.log(LOG, System.Logger.Level.WARNING, "The groups of a password sign-in cannot be read", e);
        }
    }

    /** Passkeys of somebody who had the name before are disabled before they can be used, and a renamed user's come along. */
    private void checkAccount(String caller, boolean inSession) {
        if (!inSession && checked.getIfPresent(users.key(caller)) != null) {
            return;
        }
        try {
            accounts.signedIn(caller);
            checked.put(users.key(caller), true);
        } catch (RuntimeException e) {
            unknown.log(
                    LOG,
                    System.Logger.Level.WARNING,
                    "The account ID of a user cannot be read, so passkeys of a previous account of that name are not recognized: "
                            + e.getMessage());
        }
    }

    private void note(String caller, Set<String> groups, boolean inSession) {
        boolean isKnown = !inSession && groups.equals(known.getIfPresent(users.key(caller)));
        if (isKnown || !Columns.holdName(caller)) {
            return;
        }
        try {
            keep(new PasswordLogin(caller, groups, clock.instant()));
            known.put(users.key(caller), groups);
        } catch (DuplicateException e) {
            LOG.log(System.Logger.Level.DEBUG, "Another node stored the groups of a password sign-in first", e);
        } catch (RuntimeException e) {
            failures.log(
                    LOG,
                    System.Logger.Level.WARNING,
                    "The groups of a password sign-in cannot be stored (" + e.getMessage()
                            + "); passkey sign-ins are compared with the groups stored before.");
        }
    }

    private void keep(PasswordLogin login) {
        store.<Boolean, RuntimeException>transact(stored -> {
            boolean changed = stored.passwordLogin(login.caller())
                    .filter(before -> before.groups().equals(login.groups()))
                    .isEmpty();
            if (changed) {
                stored.keep(login);
            }
            return changed;
        });
    }

    /** A group that no column holds is left out, so that it is one that the password did not give. */
    private static Set<String> union(Groups told, Optional<Set<String>> found) {
        Set<String> all = new TreeSet<>(found.orElse(Set.of()));
        told.told().ifPresent(all::addAll);
        return all.stream().filter(Columns::holdName).collect(toUnmodifiableSet());
    }
}
