// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.spi.PersistenceUnitTransactionType;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.InvalidTransactionException;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Transactions of the container. The host's own is set aside before ours begins, and put back whatever becomes of ours. */
final class JtaTransactions implements Transactions {

    /** A login takes milliseconds; what takes this long hangs. */
    private static final int SECONDS = 15;

    private final TransactionManager manager;

    JtaTransactions(TransactionManager manager) {
        this.manager = manager;
    }

    @Override
    public PersistenceUnitTransactionType type() {
        return PersistenceUnitTransactionType.JTA;
    }

    @Override
    public Map<String, Object> properties(ProviderKind provider) {
        return provider.jtaProperties();
    }

    @Override
    public <T, X extends Exception> T run(EntityManagerFactory factory, PasskeyStore.Work<T, X> work) throws X {
        @Nullable Transaction host = suspend();
        try {
            return runOurs(factory, work);
        } finally {
            resume(host);
        }
    }

    private <T, X extends Exception> T runOurs(EntityManagerFactory factory, PasskeyStore.Work<T, X> work) throws X {
        begin();
        try (EntityManager entities = factory.createEntityManager()) {
            T result = work.run(new JpaPasskeys(entities, this));
            commit();
            return result;
        } finally {
            rollBackWhatIsOpen();
        }
    }

    @Override
    public <T> T outside(Supplier<T> hostCode) {
        @Nullable Transaction ours = suspend();
        try {
            return hostCode.get();
        } finally {
            resume(ours);
        }
    }

    @Override
    public void withoutAny(Runnable work) {
        outside(() -> {
            work.run();
            return manager;
        });
    }

    private @Nullable Transaction suspend() {
        try {
            return manager.suspend();
        } catch (SystemException e) {
            throw new StoreUnavailableException("the host's transaction cannot be set aside", e);
        }
    }

    private void resume(@Nullable Transaction transaction) {
        if (transaction == null) {
            return;
        }
        try {
            manager.resume(transaction);
        } catch (InvalidTransactionException | IllegalStateException | SystemException e) {
            throw new StoreUnavailableException("the transaction that was set aside cannot be put back", e);
        }
    }

    private void begin() {
        try {
            manager.setTransactionTimeout(SECONDS);
            manager.begin();
        } catch (NotSupportedException | SystemException e) {
            throw new StoreUnavailableException("no transaction can be begun", e);
        } finally {
            forgetTimeout();
        }
    }

    /** The timeout was for our transaction, not for those the host begins on this thread. */
    private void forgetTimeout() {
        try {
            manager.setTransactionTimeout(0);
        } catch (SystemException e) {
            throw new StoreUnavailableException("the transaction manager fails", e);
        }
    }

    private void commit() {
        try {
            manager.commit();
        } catch (RollbackException
                | HeuristicMixedException
                | HeuristicRollbackException
                | IllegalStateException
                | SystemException e) {
            throw new StoreUnavailableException("the transaction was not committed", e);
        }
    }

    private void rollBackWhatIsOpen() {
        try {
            if (manager.getStatus() != Status.STATUS_NO_TRANSACTION) {
                manager.rollback();
            }
        } catch (IllegalStateException | SystemException e) {
            // The transaction manager ends it by its timeout; what went wrong before is thrown.
            System.getLogger(JtaTransactions.class.getName())
                    .log(System.Logger.Level.WARNING, "A transaction could not be rolled back", e);
        }
    }
}
