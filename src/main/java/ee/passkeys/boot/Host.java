// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.boot;

import ee.passkeys.caller.AccountStatus;
import ee.passkeys.caller.NewAccounts;
import ee.passkeys.caller.SqlAccountStatus;
import ee.passkeys.config.Settings;
import ee.passkeys.event.PasskeyEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.Consumer;

/** What the host application contributes as CDI beans, where it does. */
@ApplicationScoped
class Host {

    private final Instance<AccountStatus> accountStatus;
    private final Instance<NewAccounts> newAccounts;
    private final Event<PasskeyEvent> observers;

    @SuppressWarnings("NullAway") // a proxy has no state
    protected Host() {
        this.accountStatus = null;
        this.newAccounts = null;
        this.observers = null;
    }

    @Inject
    Host(Instance<AccountStatus> accountStatus, Instance<NewAccounts> newAccounts, Event<PasskeyEvent> observers) {
        this.accountStatus = accountStatus;
        this.newAccounts = newAccounts;
        this.observers = observers;
    }

    /** The host's bean, else the query of the settings, else every account is active. */
    AccountStatus accountStatus(Settings settings) {
        return accountStatus.isUnsatisfied() ? SqlAccountStatus.of(settings.accounts()) : accountStatus.get();
    }

    /** The host's bean; without one, no visitor makes an account. */
    Optional<NewAccounts> newAccounts() {
        return newAccounts.isUnsatisfied() ? Optional.empty() : Optional.of(newAccounts.get());
    }

    /** Code of the host that wants to know what happened. */
    Consumer<PasskeyEvent> observers() {
        return observers::fire;
    }
}
