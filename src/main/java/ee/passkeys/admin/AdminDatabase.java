// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.admin;

import ee.passkeys.api.PasskeyEvent;
import ee.passkeys.credential.sql.Sql;
import ee.passkeys.problem.ProblemException;
import java.util.List;
import java.util.function.Function;

/** Database of an operator's acts: the server's, or the one that the command line connects to. */
public interface AdminDatabase {

    /**
     * Runs work in one transaction, and commits; when it throws, nothing is changed.
     *
     * @param work what to do
     * @param <T> what the work returns
     * @return what the work returned
     * @throws ProblemException when the work refuses
     */
    <T> T transact(Work<T> work) throws ProblemException;

    /**
     * Runs work in one transaction, records in the audit table what it says of itself, and commits both; when one of them fails, neither is
     * done.
     *
     * @param work what to do
     * @param told the events of what the work returned
     * @param actor who does it
     * @param <T> what the work returns
     * @return what the work returned
     * @throws ProblemException when the work refuses
     */
    <T> T transact(Work<T> work, Function<T, List<PasskeyEvent>> told, String actor) throws ProblemException;

    /**
     * Work of one transaction.
     *
     * @param <T> what it returns
     */
    @FunctionalInterface
    interface Work<T> {

        /**
         * Runs the work.
         *
         * @param sql the transaction
         * @return what the caller needs
         * @throws ProblemException to roll everything back
         */
        T run(Sql sql) throws ProblemException;
    }
}
