// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.jpa;

import ee.passkeys.credential.Journal;
import ee.passkeys.credential.PasskeyTransactions;
import ee.passkeys.credential.SqlErrors;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.EntityTransaction;
import jakarta.persistence.spi.PersistenceUnitTransactionType;
import java.util.Map;
import java.util.function.Supplier;

/** Transactions of the database, for use without a container. */
final class LocalTransactions implements Transactions {

    @Override
    public PersistenceUnitTransactionType type() {
        return PersistenceUnitTransactionType.RESOURCE_LOCAL;
    }

    @Override
    public Map<String, Object> properties(ProviderKind provider) {
        return Map.of();
    }

    @Override
    public <T, X extends Exception> T run(
            EntityManagerFactory factory, View view, Journal.Entries entries, PasskeyTransactions.Work<T, X> work)
            throws X {
        EntityManager entities = SqlErrors.ask(factory::createEntityManager);
        EntityTransaction transaction = entities.getTransaction();
        try {
            SqlErrors.ask(() -> begin(transaction));
            JpaPasskeyRepository passkeys = new JpaPasskeyRepository(entities, view, entries);
            T result = work.run(passkeys);
            passkeys.finish(transaction::commit);
            return result;
        } finally {
            rollBackWhatIsOpen(transaction);
            Transactions.close(entities);
        }
    }

    @Override
    public <T> T outside(Supplier<T> hostCode) {
        return hostCode.get();
    }

    @Override
    public <T> T withoutAny(Supplier<T> work) {
        return work.get();
    }

    private static EntityTransaction begin(EntityTransaction transaction) {
        transaction.begin();
        return transaction;
    }

    private static void rollBackWhatIsOpen(EntityTransaction transaction) {
        try {
            if (transaction.isActive()) {
                transaction.rollback();
            }
        } catch (RuntimeException e) {
            // The connection is gone, and the transaction with it; what went wrong before is thrown.
        }
    }
}
