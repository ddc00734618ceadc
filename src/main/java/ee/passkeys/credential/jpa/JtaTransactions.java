// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.jpa;

import ee.passkeys.credential.Journal;
import ee.passkeys.credential.PasskeyTransactions;
import ee.passkeys.credential.SqlErrors;
import ee.passkeys.credential.StoreUnavailableException;
import ee.passkeys.server.JtaPlatform;
import ee.passkeys.value.ApplicationLog;
import ee.passkeys.value.Seldom;
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
import jakarta.transaction.UserTransaction;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Transactions of the container, beside those of the application. The application's own is set aside before ours begins, and put back
 * whatever becomes of ours.
 *
 * <p>Only the transaction manager can set one aside; but ours is begun by {@code UserTransaction}, because Payara does not enlist
 * connections in one that its transaction manager has begun: each statement would be committed by itself.
 */
final class JtaTransactions implements Transactions {

    private static final System.Logger LOG = ApplicationLog.of(JtaTransactions.class);

    /** A login takes milliseconds; what takes this long hangs. */
    private static final int SECONDS = 15;

    private final TransactionManager manager;
    private final UserTransaction ours;
    private final JtaPlatform platform;
    private final Seldom forgotten = new Seldom();

    JtaTransactions(TransactionManager manager, UserTransaction ours, JtaPlatform platform) {
        this.manager = manager;
        this.ours = ours;
        this.platform = platform;
    }

    @Override
    public PersistenceUnitTransactionType type() {
        return PersistenceUnitTransactionType.JTA;
    }

    @Override
    public Map<String, Object> properties(ProviderKind provider) {
        return provider.jtaProperties(platform);
    }

    @Override
    public <T, X extends Exception> T run(
            EntityManagerFactory factory, View view, Journal.Entries entries, PasskeyTransactions.Work<T, X> work)
            throws X {
        Transaction host = suspend();
        try {
            return runOurs(factory, view, entries, work);
        } finally {
            resume(host);
        }
    }

    @Override
    public <T, X extends Exception> T read(EntityManagerFactory factory, View view, PasskeyTransactions.Work<T, X> work)
            throws X {
        Transaction host = suspend();
        try {
            return Transactions.super.read(factory, view, work);
        } finally {
            resume(host);
        }
    }

    private <T, X extends Exception> T runOurs(
            EntityManagerFactory factory, View view, Journal.Entries entries, PasskeyTransactions.Work<T, X> work)
            throws X {
        try {
            begin();
            EntityManager entities = SqlErrors.ask(factory::createEntityManager);
            try {
                JpaPasskeyRepository passkeys = new JpaPasskeyRepository(entities, view, entries);
                T result = work.run(passkeys);
                passkeys.finish(this::commit);
                return result;
            } finally {
                Transactions.close(entities);
            }
        } finally {
            rollBackWhatIsOpen();
        }
    }

    @Override
    public <T> T outside(Supplier<T> hostCode) {
        Transaction aside = suspend();
        try {
            return hostCode.get();
        } finally {
            endWhatTheHostLeft();
            resume(aside);
        }
    }

    @Override
    public <T> T withoutAny(Supplier<T> work) {
        return outside(work);
    }

    /** Ours could not be put back beside a transaction that code of the application has begun and forgotten. */
    private void endWhatTheHostLeft() {
        Transaction left = suspend();
        if (left != null) {
            forgotten.log(
                    LOG, System.Logger.Level.WARNING, "Application code left a transaction open; it is rolled back");
            try {
                left.rollback();
            } catch (IllegalStateException | SystemException e) {
                LOG.log(System.Logger.Level.WARNING, "The open transaction could not be rolled back", e);
            }
        }
    }

    private @Nullable Transaction suspend() {
        try {
            return manager.suspend();
        } catch (SystemException e) {
            throw new StoreUnavailableException("the application's transaction cannot be suspended", e);
        }
    }

    private void resume(@Nullable Transaction transaction) {
        if (transaction == null) {
            return;
        }
        try {
            manager.resume(transaction);
        } catch (InvalidTransactionException | IllegalStateException | SystemException e) {
            throw new StoreUnavailableException("the suspended transaction cannot be resumed", e);
        }
    }

    private void begin() {
        try {
            ours.setTransactionTimeout(SECONDS);
            ours.begin();
        } catch (NotSupportedException | SystemException e) {
            throw new StoreUnavailableException("a transaction cannot be started", e);
        } finally {
            forgetTimeout();
        }
    }

    /** The timeout was for our transaction, not for those the application begins on this thread. */
    private void forgetTimeout() {
        try {
            ours.setTransactionTimeout(0);
        } catch (SystemException e) {
            throw new StoreUnavailableException("the transaction manager fails", e);
        }
    }

    private void commit() {
        try {
            ours.commit();
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
            if (ours.getStatus() != Status.STATUS_NO_TRANSACTION) {
                ours.rollback();
            }
        } catch (IllegalStateException | SystemException e) {
            // The transaction manager ends it by its timeout; what went wrong before is thrown.
            LOG.log(System.Logger.Level.WARNING, "A transaction could not be rolled back", e);
        }
    }
}
