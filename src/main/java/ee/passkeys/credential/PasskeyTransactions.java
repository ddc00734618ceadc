// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential;

import java.util.function.Supplier;

/**
 * Runs work on the stored passkeys in a separate transaction, which neither joins nor affects a transaction of the application.
 *
 * <p>A transaction holds a connection, and is short: work MUST NOT call code of the application, which may want a connection of the same
 * pool, nor begin another transaction. Safe for use by many threads.
 */
public interface PasskeyTransactions {

    /**
     * Runs the work and commits; when it throws, everything it did is rolled back. A transaction that the application has begun on this
     * thread is set aside meanwhile and is as it was afterwards.
     *
     * @param work what to do; it may be called once only, and what it is handed must not be used after it returned
     * @param <T> what the work returns
     * @param <X> the checked exception it throws, which passes through
     * @return what the work returned
     * @throws X when the work threw it
     * @throws DuplicateException when a row was to be added whose key exists, found at once or at the commit
     * @throws StoreUnavailableException when the database cannot be reached, does not answer in time, or refuses to commit, if only because
     *     others were first to use the same rows
     */
    <T, X extends Exception> T transact(Work<T, X> work) throws X;

    /**
     * Runs work that asks the database one question and changes nothing. It needs no transaction, and no commit.
     *
     * @param work what to read; it may be called once only, and what it is handed must not be used after it returned
     * @param <T> what the work returns
     * @param <X> the checked exception it throws, which passes through
     * @return what the work returned
     * @throws X when the work threw it
     * @throws StoreUnavailableException when the database cannot be reached, or does not answer in time
     */
    default <T, X extends Exception> T read(Work<T, X> work) throws X {
        return transact(work);
    }

    /**
     * Calls code of the application with no transaction and no connection of ours; one that it begins and forgets is ended.
     *
     * @param hostCode what to call
     * @param <T> what it returns
     * @return what it returned
     */
    default <T> T outside(Supplier<T> hostCode) {
        return hostCode.get();
    }

    /**
     * Runs work in the background if the server has threads for it, else at once. It is done once for all who ask for it before it begins.
     *
     * @param work what to do, which throws nothing
     */
    default void beside(Runnable work) {
        work.run();
    }

    /**
     * Work of one transaction.
     *
     * @param <T> what it returns
     * @param <X> the checked exception it throws
     */
    @FunctionalInterface
    interface Work<T, X extends Exception> {

        /**
         * Runs the work.
         *
         * @param passkeys the stored passkeys, within the transaction
         * @return whatever the caller of {@link PasskeyTransactions#transact} needs
         * @throws X to roll everything back
         */
        T run(PasskeyRepository passkeys) throws X;
    }
}
