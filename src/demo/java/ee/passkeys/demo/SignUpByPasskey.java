// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.demo;

import ee.passkeys.api.NewAccounts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;

/** Makes the accounts of visitors who sign up with a passkey. */
@ApplicationScoped
public class SignUpByPasskey implements NewAccounts {

    @Inject
    Accounts accounts;

    @Override
    public boolean isFree(String name) {
        return accounts.isFree(name);
    }

    @Override
    public void create(String name, String displayName) {
        accounts.create(name, displayName, null, Set.of(Accounts.USER));
    }

    @Override
    public void withdraw(String name) {
        accounts.withdraw(name);
    }

    @Override
    public boolean hasOtherWayIn(String caller) {
        return accounts.hasPassword(caller);
    }
}
