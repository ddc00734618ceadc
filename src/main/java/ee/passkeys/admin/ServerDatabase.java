// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.admin;

import ee.passkeys.credential.PasskeyTransactions;
import ee.passkeys.problem.ProblemException;

/** Database of the server, in transactions of the passkeys. */
public final class ServerDatabase implements AdminDatabase {

    private final PasskeyTransactions store;

    /**
     * Takes the store.
     *
     * @param store the stored passkeys
     */
    public ServerDatabase(PasskeyTransactions store) {
        this.store = store;
    }

    @Override
    public <T> T transact(Work<T> work) throws ProblemException {
        return store.<T, ProblemException>transact(stored -> work.run(stored.sql()));
    }
}
