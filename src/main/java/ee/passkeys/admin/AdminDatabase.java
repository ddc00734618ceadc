// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.admin;

import ee.passkeys.credential.sql.Sql;
import ee.passkeys.problem.ProblemException;

/** Database of an operator's acts: the server's, or the one that the command line connects to. */
@FunctionalInterface
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
