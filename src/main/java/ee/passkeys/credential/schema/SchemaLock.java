// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.schema;

import ee.passkeys.credential.StoreUnavailableException;
import java.time.Duration;
import liquibase.Scope;
import liquibase.database.Database;
import liquibase.exception.LiquibaseException;
import liquibase.exception.LockException;
import liquibase.executor.Executor;
import liquibase.executor.ExecutorService;
import liquibase.lockservice.DatabaseChangeLogLock;
import liquibase.lockservice.LockService;
import liquibase.lockservice.LockServiceFactory;
import liquibase.snapshot.SnapshotGeneratorFactory;
import liquibase.statement.core.CreateDatabaseChangeLogLockTableStatement;
import liquibase.statement.core.InitializeDatabaseChangeLogLockTableStatement;
import liquibase.statement.core.SelectFromDatabaseChangeLogLockStatement;

/**
 * Lock in the database that one node holds while it changes the tables. Liquibase's own way to wait for it writes to the console; and its
 * own way to make the lock's table gives the lock to two nodes, where both start on an empty database.
 */
final class SchemaLock {

    private static final long POLL_MILLIS = 250;

    /** One of two nodes that make the table of the lock at once fails, and finds it there the next time. */
    private static final int MOST_FAILURES = 3;

    private SchemaLock() {}

    /** What is done meanwhile. */
    @FunctionalInterface
    interface Change {
        void run() throws LiquibaseException;
    }

    /**
     * Acquires the lock, waiting for another node if necessary, runs the change, and releases the lock.
     *
     * @throws StoreUnavailableException when the other still has it after that time
     */
    static void hold(Database database, Duration patience, Change change) throws LiquibaseException {
        LockService service = LockServiceFactory.getInstance().getLockService(database);
        take(database, service, patience);
        try {
            change.run();
        } finally {
            service.releaseLock();
        }
    }

    private static void take(Database database, LockService service, Duration patience) throws LiquibaseException {
        long begun = System.nanoTime();
        int failures = 0;
        while (true) {
            try {
                if (isThere(database) && service.acquireLock()) {
                    return;
                }
            } catch (LiquibaseException e) {
                if (++failures == MOST_FAILURES) {
                    throw e;
                }
                database.rollback();
                service.reset();
            }
            if (System.nanoTime() - begun >= patience.toNanos()) {
                throw held(service);
            }
            pause();
        }
    }

    /** Whether the lock's table and its row are there. Only who has made the table makes the row; any other node waits for it. */
    private static boolean isThere(Database database) throws LiquibaseException {
        database.rollback(); // what some databases show is as old as the transaction
        Executor executor =
                Scope.getCurrentScope().getSingleton(ExecutorService.class).getExecutor("jdbc", database);
        if (SnapshotGeneratorFactory.getInstance().hasDatabaseChangeLogLockTable(database)) {
            return !executor.queryForList(new SelectFromDatabaseChangeLogLockStatement("LOCKED"))
                    .isEmpty();
        }
        executor.execute(new CreateDatabaseChangeLogLockTableStatement());
        executor.execute(new InitializeDatabaseChangeLogLockTableStatement());
        database.commit();
        return true;
    }

    private static StoreUnavailableException held(LockService service) throws LockException {
        DatabaseChangeLogLock[] locks = service.listLocks();
        String holder = locks.length == 0 ? "another node" : locks[0].getLockedBy();
        return new StoreUnavailableException(holder
                + " is updating the passkey tables, or crashed while it did; if no node is running, release the lock with"
                + " \"liquibase release-locks\" in liquibase/");
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("interrupted while another node updates the tables", e);
        }
    }
}
