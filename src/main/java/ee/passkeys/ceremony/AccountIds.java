// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ceremony;

import ee.passkeys.api.AccountStatus;
import ee.passkeys.api.PasskeyEvent;
import ee.passkeys.api.PasskeyEvent.Disabled.Reason;
import ee.passkeys.config.Settings;
import ee.passkeys.credential.Passkey;
import ee.passkeys.credential.PasskeyRepository;
import ee.passkeys.credential.PasskeyTransactions;
import ee.passkeys.event.Events;
import ee.passkeys.problem.ProblemCode;
import ee.passkeys.problem.ProblemException;
import java.time.Clock;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * Ties passkeys to accounts in place of names: disables those of an account whose name is another one's now, or nobody's. What is disabled here
 * only an operator enables again.
 */
public final class AccountIds {

    /** Actor of what nobody does. */
    private static final String AUTOMATIC = "(automatic)";

    private final AccountStatus accounts;
    private final PasskeyTransactions store;
    private final Events events;
    private final Clock clock;
    private final boolean strict;

    /**
     * Takes its parts.
     *
     * @param accounts tells accounts apart
     * @param store the stored passkeys
     * @param events where it is told what was disabled
     * @param clock the server's
     * @param strict whether every account has something that tells it
     */
    AccountIds(AccountStatus accounts, PasskeyTransactions store, Events events, Clock clock, boolean strict) {
        this.accounts = accounts;
        this.store = store;
        this.events = events;
        this.clock = clock;
        this.strict = strict;
    }

    /**
     * Made by the platform.
     *
     * @param settings whether a query tells accounts apart
     * @param accounts tells them apart
     * @param store the stored passkeys
     * @param events where it is told what was disabled
     * @param clock the server's
     * @return the same for ceremonies and logins by password
     */
    public static AccountIds of(
            Settings settings, AccountStatus accounts, PasskeyTransactions store, Events events, Clock clock) {
        return new AccountIds(
                accounts, store, events, clock, settings.accounts().idQuery().isPresent());
    }

    /**
     * Keeps whose account a passkey is for, or finds that it is nobody's any more.
     *
     * @throws ProblemException {@code authentication-failed} where the query of the settings finds no account of the name
     */
    void bind(Passkey passkey, Optional<String> account, PasskeyRepository stored) throws ProblemException {
        if (account.isPresent()) {
            stored.bind(passkey.owner(), passkey.id(), account.get());
        } else if (strict && stored.isBound(passkey.id())) {
            throw new ProblemException(
                    ProblemCode.AUTHENTICATION_FAILED, "there is no account of the name " + passkey.caller());
        }
    }

    /**
     * What tells the account of a caller from every other. The passkeys of one who had the name before are disabled then.
     *
     * @param caller the name in the container
     * @return empty where nothing tells
     */
    Optional<String> check(String caller) {
        Optional<String> account = store.outside(() -> accounts.accountId(caller));
        if (account.isPresent()) {
            disable(caller, Reason.ANOTHER_ACCOUNT, stored -> stored.disableOthers(caller, account.get()));
        }
        return account;
    }

    /**
     * Disables the passkeys of a caller who had the name before, if that is seen now.
     *
     * @param caller the name in the container
     */
    public void disableOthers(String caller) {
        check(caller);
    }

    /**
     * Notes a caller whose password was right. Passkeys of one who had the name before are disabled. Those of an account whose name was another
     * one come along, where nobody has the old name any more and nothing is kept of the new one.
     *
     * @param caller the name in the container
     */
    public void signedIn(String caller) {
        check(caller).ifPresent(account -> follow(caller, account));
    }

    private void follow(String caller, String account) {
        Optional<String> old = store.transact(stored -> stored.formerName(caller, account));
        if (old.filter(this::isNobodys).isPresent() && store.transact(stored -> rename(old.get(), caller, stored))) {
            events.send(renamed(old.get(), caller));
        }
    }

    private boolean isNobodys(String name) {
        return store.outside(() -> accounts.accountId(name)).isEmpty();
    }

    private boolean rename(String old, String caller, PasskeyRepository stored) {
        boolean known = stored.renameUser(old, caller);
        if (known) {
            stored.record(renamed(old, caller), AUTOMATIC);
        }
        return known;
    }

    private PasskeyEvent renamed(String old, String caller) {
        return new PasskeyEvent.UserRenamed(clock.instant(), old, caller);
    }

    /**
     * Disables the passkeys of a caller whose account is gone.
     *
     * @param caller the name in the container
     */
    public void disableGone(String caller) {
        disable(caller, Reason.GONE, stored -> stored.disable(caller));
    }

    private void disable(String caller, Reason reason, ToIntFunction<PasskeyRepository> change) {
        Optional<PasskeyEvent> disabled = store.transact(stored -> {
            int count = change.applyAsInt(stored);
            Optional<PasskeyEvent> event = count == 0
                    ? Optional.empty()
                    : Optional.of(new PasskeyEvent.Disabled(clock.instant(), caller, count, reason));
            event.ifPresent(known -> stored.record(known, AUTOMATIC));
            return event;
        });
        disabled.ifPresent(events::send);
    }
}
