// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ceremony;

import ee.passkeys.api.AccountStatus;
import ee.passkeys.credential.PasskeyTransactions;
import ee.passkeys.event.Events;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;

/** Ids of accounts for tests. */
public final class Ids {

    private Ids() {}

    /** Nothing tells accounts apart. */
    public static AccountIds none(PasskeyTransactions store) {
        return of(caller -> Optional.empty(), store, event -> {}, Clock.systemUTC());
    }

    /** Accounts are told apart by what is said of them now. */
    public static AccountIds of(
            Function<String, Optional<String>> ids, PasskeyTransactions store, Events events, Clock clock) {
        return new AccountIds(accounts(ids), store, events, clock, false);
    }

    static AccountStatus accounts(Function<String, Optional<String>> ids) {
        return new AccountStatus() {
            @Override
            public boolean isActive(String caller) {
                return true;
            }

            @Override
            public Optional<String> accountId(String caller) {
                return ids.apply(caller);
            }
        };
    }
}
