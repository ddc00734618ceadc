// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential;

/**
 * Runs work on the stored passkeys in a transaction of its own, which neither joins nor breaks one that the host has open.
 *
 * <p>Safe for use by many threads.
 */
public interface PasskeyStore {

    /**
     * Runs the work and commits; when it throws, everything it did is rolled back. A transaction that the host has begun on this
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
     * What is done in one transaction.
     *
     * @param <T> what it returns
     * @param <X> the checked exception it throws
     */
    @FunctionalInterface
    interface Work<T, X extends Exception> {

        /**
         * Does it.
         *
         * @param passkeys the stored passkeys, within the transaction
         * @return whatever the caller of {@link PasskeyStore#transact} needs
         * @throws X to roll everything back
         */
        T run(Passkeys passkeys) throws X;
    }
}
