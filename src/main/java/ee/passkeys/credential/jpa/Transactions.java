// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.jpa;

import ee.passkeys.credential.Journal;
import ee.passkeys.credential.PasskeyTransactions;
import ee.passkeys.credential.SqlErrors;
import ee.passkeys.value.ApplicationLog;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.spi.PersistenceUnitTransactionType;
import java.util.Map;
import java.util.function.Supplier;

/** Strategy for transactions: by the container, or by the database alone. */
interface Transactions {

    /** Returns the transaction type of the persistence unit. */
    PersistenceUnitTransactionType type();

    /** Returns the properties that the persistence provider needs. */
    Map<String, Object> properties(ProviderKind provider);

    /**
     * Runs work in a new transaction, whatever transaction the application has open meanwhile.
     *
     * @param view what the work sees
     * @param entries what is recorded of the transaction
     * @throws X what the work threw, after rolling back
     */
    <T, X extends Exception> T run(
            EntityManagerFactory factory, View view, Journal.Entries entries, PasskeyTransactions.Work<T, X> work)
            throws X;

    /**
     * Runs work that only reads, with no transaction on this thread: the database makes one of the statement.
     *
     * @param view what the work sees
     * @throws X what the work threw
     */
    default <T, X extends Exception> T read(
            EntityManagerFactory factory, View view, PasskeyTransactions.Work<T, X> work) throws X {
        EntityManager entities = SqlErrors.ask(factory::createEntityManager);
        try {
            return work.run(new JpaPasskeyRepository(entities, view, Journal.Entries.NONE));
        } finally {
            close(entities);
        }
    }

    /** Runs code of the application with no transaction on this thread. */
    <T> T outside(Supplier<T> hostCode);

    /** Runs something on the database that makes its own transactions. */
    <T> T withoutAny(Supplier<T> work);

    /** Lets go of an entity manager whose transaction has ended; that it cannot be closed changes nothing any more. */
    static void close(EntityManager entities) {
        try {
            entities.close();
        } catch (RuntimeException e) {
            ApplicationLog.of(Transactions.class)
                    .log(System.Logger.Level.DEBUG, "An entity manager could not be closed", e);
        }
    }
}
