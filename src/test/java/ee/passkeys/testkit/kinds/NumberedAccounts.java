// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.testkit.kinds;

import ee.passkeys.api.AccountStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Accounts that are all active, and have the number that a test gives them. */
@ApplicationScoped
public class NumberedAccounts implements AccountStatus {

    private volatile String number = "1";
    private volatile String gone = "";

    /** As if the account was removed, and somebody else got one of the name. */
    public void renumber(String newNumber) {
        number = newNumber;
    }

    /** As if the account got another name. */
    public void rename(String oldName) {
        gone = oldName;
    }

    @Override
    public boolean isActive(String caller) {
        return true;
    }

    @Override
    public Optional<String> accountId(String caller) {
        return caller.equals(gone) ? Optional.empty() : Optional.of(number);
    }
}
