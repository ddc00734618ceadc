// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.boot;

import ee.passkeys.api.AccountStatus;
import ee.passkeys.api.NewAccounts;
import ee.passkeys.api.PasskeyEvent;
import ee.passkeys.application.ContainerRealm;
import ee.passkeys.application.IdentityStoreGroups;
import ee.passkeys.application.KnownAccounts;
import ee.passkeys.application.UnclaimedNames;
import ee.passkeys.config.Settings;
import ee.passkeys.mechanism.PasskeyAuthenticationMechanism;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.Consumer;

/** CDI beans that the application provides. */
@ApplicationScoped
class ApplicationBeans {

    private final Instance<AccountStatus> accountStatus;
    private final Instance<NewAccounts> newAccounts;
    private final Event<PasskeyEvent> observers;
    private final IdentityStoreGroups stores;
    private final ContainerRealm realm;
    private final PasskeyAuthenticationMechanism mechanism;

    @SuppressWarnings("NullAway") // a proxy has no state
    protected ApplicationBeans() {
        this.accountStatus = null;
        this.newAccounts = null;
        this.observers = null;
        this.stores = null;
        this.realm = null;
        this.mechanism = null;
    }

    @Inject
    ApplicationBeans(
            Instance<AccountStatus> accountStatus,
            Instance<NewAccounts> newAccounts,
            Event<PasskeyEvent> observers,
            IdentityStoreGroups stores,
            ContainerRealm realm,
            PasskeyAuthenticationMechanism mechanism) {
        this.accountStatus = accountStatus;
        this.newAccounts = newAccounts;
        this.observers = observers;
        this.stores = stores;
        this.realm = realm;
        this.mechanism = mechanism;
    }

    /** The host's bean, else the queries of the settings, else every account is active, and the realm may tell them apart. */
    AccountStatus accountStatus(Settings settings, WebApplication application) {
        return KnownAccounts.of(
                accountStatus.isUnsatisfied() ? Optional.empty() : Optional.of(accountStatus.get()),
                settings.accounts(),
                caller -> mechanism.usesRealm()
                        ? realm.accountId(caller, application.loginConfig().realm())
                        : Optional.empty());
    }

    /** How the server's realm spells the name of its user, else the name as it is. */
    String spelling(String caller) {
        return mechanism.spelling(caller);
    }

    /** The host's bean; without one, no visitor makes an account. */
    Optional<NewAccounts> newAccounts() {
        return newAccounts.isUnsatisfied() ? Optional.empty() : Optional.of(newAccounts.get());
    }

    /** The same, with no account of a name that the server's realm or an identity store knows, or that has a role by a descriptor. */
    Optional<NewAccounts> unclaimed(Settings settings, WebApplication application) {
        return newAccounts()
                .map(accounts -> new UnclaimedNames(
                        accounts,
                        name -> application.descriptor().givesRoleTo(name)
                                || (stores.areProvided() && !stores.of(name).isEmpty()),
                        name -> realm.knows(name, application.loginConfig().realm()),
                        settings.ceremonies().withoutRealm()));
    }

    /** Code of the host that wants to know what happened. */
    Consumer<PasskeyEvent> observers() {
        return observers::fire;
    }
}
