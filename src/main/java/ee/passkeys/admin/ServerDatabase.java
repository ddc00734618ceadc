// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.admin;

import ee.passkeys.api.PasskeyEvent;
import ee.passkeys.credential.PasskeyTransactions;
import ee.passkeys.problem.ProblemException;
import java.util.List;
import java.util.function.Function;

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

    @Override
    public <T> T transact(Work<T> work, Function<T, List<PasskeyEvent>> told, String actor) throws ProblemException {
        return store.<T, ProblemException>transact(stored -> {
            T result = work.run(stored.sql());
            told.apply(result).forEach(event -> stored.record(event, actor));
            return result;
        });
    }
}
