// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.demo;

import ee.passkeys.api.AccountStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Tells the passkeys which accounts are locked. */
@ApplicationScoped
public class ActiveAccounts implements AccountStatus {

    @Inject
    Accounts accounts;

    @Override
    public boolean isActive(String caller) {
        return accounts.find(caller).filter(Account::active).isPresent();
    }
}
