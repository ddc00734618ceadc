// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.boot;

import ee.passkeys.caller.AccountStatus;
import ee.passkeys.caller.CallerGroups;
import ee.passkeys.caller.ContainerRealm;
import ee.passkeys.caller.NewAccounts;
import ee.passkeys.caller.SqlAccountStatus;
import ee.passkeys.caller.UnclaimedNames;
import ee.passkeys.config.Settings;
import ee.passkeys.event.PasskeyEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.Consumer;

/** CDI beans that the application provides. */
@ApplicationScoped
class Host {

    private final Instance<AccountStatus> accountStatus;
    private final Instance<NewAccounts> newAccounts;
    private final Event<PasskeyEvent> observers;
    private final CallerGroups stores;
    private final ContainerRealm realm;

    @SuppressWarnings("NullAway") // a proxy has no state
    protected Host() {
        this.accountStatus = null;
        this.newAccounts = null;
        this.observers = null;
        this.stores = null;
        this.realm = null;
    }

    @Inject
    Host(
            Instance<AccountStatus> accountStatus,
            Instance<NewAccounts> newAccounts,
            Event<PasskeyEvent> observers,
            CallerGroups stores,
            ContainerRealm realm) {
        this.accountStatus = accountStatus;
        this.newAccounts = newAccounts;
        this.observers = observers;
        this.stores = stores;
        this.realm = realm;
    }

    /** The host's bean, else the query of the settings, else every account is active. */
    AccountStatus accountStatus(Settings settings) {
        return accountStatus.isUnsatisfied() ? SqlAccountStatus.of(settings.accounts()) : accountStatus.get();
    }

    /** The host's bean; without one, no visitor makes an account. */
    Optional<NewAccounts> newAccounts() {
        return newAccounts.isUnsatisfied() ? Optional.empty() : Optional.of(newAccounts.get());
    }

    /** The same, with no account of a name that the server's realm or an identity store knows. */
    Optional<NewAccounts> unclaimed(Settings settings, Application application) {
        return newAccounts()
                .map(accounts -> new UnclaimedNames(
                        accounts,
                        name -> stores.areProvided() && !stores.of(name).isEmpty(),
                        name -> realm.knows(name, application.loginConfig().realm()),
                        settings.ceremonies().withoutRealm()));
    }

    /** Code of the host that wants to know what happened. */
    Consumer<PasskeyEvent> observers() {
        return observers::fire;
    }
}
