// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.authorization;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import ee.passkeys.api.PasskeyEvent;
import ee.passkeys.application.ContainerRealm;
import ee.passkeys.ceremony.AccountIds;
import ee.passkeys.config.Settings.Level;
import ee.passkeys.config.Switch;
import ee.passkeys.credential.PasskeyTransactions;
import ee.passkeys.credential.StoreUnavailableException;
import ee.passkeys.event.Events;
import ee.passkeys.policy.Rollout;
import ee.passkeys.value.ApplicationLog;
import ee.passkeys.value.Groups;
import ee.passkeys.value.OfPasskeys;
import ee.passkeys.value.OneInstance;
import ee.passkeys.value.Seldom;
import jakarta.inject.Inject;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;

/** Password policy: whether a valid password is still accepted. */
@OneInstance
public class PasswordPolicy {

    private static final System.Logger LOG = ApplicationLog.of(PasswordPolicy.class);

    private static final int MOST_NEEDED = 10_000;
    private static final Duration NEEDED_FOR = Duration.ofMinutes(10);

    private final Rollout rollout;
    private final ContainerRealm realm;
    private final PasskeyTransactions store;
    private final Events events;
    private final Clock clock;
    private final Switch passkeys;
    private final AccountIds accounts;
    private final PasswordsOff seen = new PasswordsOff();
    private final Seldom unchecked = new Seldom();
    private final Seldom unknown = new Seldom();

    /** Whose passkey was right, and did not let them in. */
    private final Cache<String, Boolean> needed = CacheBuilder.newBuilder()
            .maximumSize(MOST_NEEDED)
            .expireAfterWrite(NEEDED_FOR)
            .build();

    /**
     * Made by the container.
     *
     * @param rollout what the settings say
     * @param realm the server's realm
     * @param store where passkeys are
     * @param events where refusals are told
     * @param clock the time
     * @param passkeys the switch
     * @param accounts the accounts behind names
     */
    @Inject
    public PasswordPolicy(
            Rollout rollout,
            ContainerRealm realm,
            PasskeyTransactions store,
            Events events,
            @OfPasskeys Clock clock,
            Switch passkeys,
            AccountIds accounts) {
        this.rollout = rollout;
        this.realm = realm;
        this.store = store;
        this.events = events;
        this.clock = clock;
        this.passkeys = passkeys;
        this.accounts = accounts;
    }

    /**
     * What is known of a password before it is verified.
     */
    public enum Password {
        /** The caller may have nothing else. */
        NEEDED,
        /** The passkeys of the caller do without it. */
        UNNEEDED,
        /** The database cannot be asked, and nothing is known of the caller from before. */
        UNCHECKED
    }

    /**
     * Whether the passkeys of a user make the password unnecessary. It is necessary while passkeys are switched off.
     *
     * @param caller the name in the container
     * @param request the current one, at whose host the passkeys count
     * @return false also where that cannot be found out and nothing is known from before
     */
    public boolean isUnneeded(String caller, HttpServletRequest request) {
        return passwordOf(caller, request) == Password.UNNEEDED;
    }

    /**
     * What is known of the password of a user. While the database is unavailable, a password that was off when the user was last seen stays
     * off; every other one stays a way in.
     *
     * @param caller the name in the container
     * @param request the current one, at whose host the passkeys count
     * @return asked before the password is verified, so that the time of the answer tells nothing of it
     */
    public Password passwordOf(String caller, HttpServletRequest request) {
        Rollout here = rollout.at(request.getServerName());
        if (!passkeys.isOn()
                || !rollout.mayRefusePasswordOf(caller)
                || needed.getIfPresent(rollout.key(caller)) != null) {
            return Password.NEEDED;
        }
        try {
            boolean unneeded = refuses(caller, here) && refusesStill(caller, here);
            seen.note(here.keyHere(caller), unneeded);
            return unneeded ? Password.UNNEEDED : Password.NEEDED;
        } catch (StoreUnavailableException e) {
            unchecked.log(
                    LOG,
                    System.Logger.Level.WARNING,
                    "Passkey database unavailable (" + e.getMessage()
                            + "); until it is back, passkeys.password is enforced only for users whose password was rejected before.");
            return seen.wasOff(here.keyHere(caller)) ? Password.UNNEEDED : Password.UNCHECKED;
        }
    }

    private boolean refuses(String caller, Rollout here) {
        return here.refusesPassword(caller, store.transact(stored -> stored.of(caller)));
    }

    /**
     * The passkeys may be of somebody who had the name before. That is asked before the password is looked at, so that time tells nothing of it;
     * where it cannot be found out the password stays off.
     */
    private boolean refusesStill(String caller, Rollout here) {
        try {
            accounts.disableOthers(caller);
        } catch (StoreUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            unknown.log(
                    LOG,
                    System.Logger.Level.WARNING,
                    "It cannot be found out whose the passkeys of a name are, so that its password stays off: "
                            + e.getMessage());
            return true;
        }
        return refuses(caller, here);
    }

    /**
     * Disables the passkeys of a user who is gone from the realm, so that they are not the next one's of that name.
     *
     * @param caller the name in the container
     */
    public void gone(String caller) {
        accounts.disableGone(caller);
    }

    /**
     * Whether a user whose password was right may sign in with passkeys. Where no groups are known, one may be among them for which passkeys are
     * off.
     *
     * @param told the groups that the container gets
     * @param context where the container has put the groups that came with the password
     * @return false for a user who has nothing but the password
     */
    public boolean takesPasskeys(Supplier<Groups> told, HttpMessageContext context) {
        if (!rollout.isOffForSome()) {
            return true;
        }
        Set<String> groups = told.get()
                .told()
                .or(() -> realm.groupsIn(context.getClientSubject()))
                .orElse(Set.of());
        return (groups.isEmpty() ? rollout.lowestLevel() : rollout.levelOf(groups::contains)) != Level.OFF;
    }

    /**
     * Whether any password may be refused.
     *
     * @return false where the settings leave every password on
     */
    public boolean isUsed() {
        return rollout.mayRefusePasswordOf("");
    }

    /**
     * Whether the password is refused with which the container itself has just signed in the user of a request.
     *
     * @param request the current one
     * @return true where the sign-in is to be undone
     */
    public boolean isRefusedToCallerOf(HttpServletRequest request) {
        String caller = request.getUserPrincipal().getName();
        Password known = passwordOf(caller, request);
        if (known == Password.UNNEEDED
                && (!rollout.isOffForSome() || rollout.levelOf(request::isUserInRole) != Level.OFF)) {
            refused(caller);
            return true;
        }
        taken(caller, known);
        return false;
    }

    /**
     * Notes that a verified passkey did not let its owner in, whose password gives what the passkey cannot: the password is taken for ten
     * minutes, though it is off.
     *
     * @param caller the name in the container
     */
    public void needed(String caller) {
        needed.put(rollout.key(caller), true);
    }

    /**
     * Tells that a right password was refused.
     *
     * @param caller the name in the container
     */
    public void refused(String caller) {
        events.send(new PasskeyEvent.PasswordRefused(clock.instant(), caller));
    }

    /**
     * Tells that a right password was taken, where that is worth an event.
     *
     * @param caller the name in the container
     * @param password what was known of it before
     */
    public void taken(String caller, Password password) {
        if (password == Password.UNCHECKED) {
            events.send(new PasskeyEvent.PasswordUnchecked(clock.instant(), caller));
        }
        if (rollout.isBreakGlass(caller)) {
            events.send(new PasskeyEvent.BreakGlassUsed(clock.instant(), caller));
        }
    }
}
