// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.schema;

import ee.passkeys.config.Settings.SchemaMode;
import ee.passkeys.credential.SqlErrors;
import ee.passkeys.credential.StoreUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import javax.sql.DataSource;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.changelog.ChangeSet;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.lockservice.LockServiceFactory;
import liquibase.snapshot.SnapshotGeneratorFactory;
import liquibase.ui.LoggerUIService;

/**
 * Creates, updates or checks the tables. Its bookkeeping has tables of its own, so that a Liquibase of the application's on the same
 * database is not disturbed.
 */
public final class Schema {

    /** The table of the change sets that were run. */
    public static final String CHANGELOG_TABLE = "PASSKEY_CHANGELOG";
    /** The table that keeps two nodes from changing the tables at once. */
    public static final String LOCK_TABLE = "PASSKEY_CHANGELOG_LOCK";

    private final DataSource dataSource;

    /**
     * Opens no connection yet.
     *
     * @param dataSource the database with the tables
     */
    public Schema(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Brings the tables to the state that a setting asks for.
     *
     * @param mode whether they are changed, checked, or left alone
     * @param patience how long to wait for another node that brings the tables up to date
     * @throws StoreUnavailableException when the tables are not up to date afterwards; the message says the cure
     */
    public void prepare(SchemaMode mode, Duration patience) {
        switch (mode) {
            case MIGRATE -> onDatabase("brought up to date", liquibase -> migrate(liquibase, patience));
            case VALIDATE -> onDatabase("checked", Schema::validate);
            case OFF -> {
                // The operator vouches for it.
            }
        }
    }

    /** Where nothing is missing, nobody waits for the lock, nor needs the right to make tables. */
    private static void migrate(Liquibase liquibase, Duration patience) throws LiquibaseException {
        if (!missing(liquibase).isEmpty()) {
            SchemaLock.hold(
                    liquibase.getDatabase(), patience, () -> liquibase.update(new Contexts(), new LabelExpression()));
        }
    }

    private static void validate(Liquibase liquibase) throws LiquibaseException {
        List<ChangeSet> missing = missing(liquibase);
        if (missing.isEmpty()) {
            return;
        }
        ChangeSet first = liquibase.getDatabaseChangeLog().getChangeSets().get(0);
        String what = missing.contains(first)
                ? "the passkey tables are missing from the database"
                : "the passkey tables lack " + missing.size() + " changes, the first is "
                        + missing.get(0).getId();
        throw new StoreUnavailableException(
                what + "; run the changelog in liquibase/ with the Liquibase CLI, or set passkeys.schema=migrate");
    }

    /** Liquibase would make its own tables when asked for what is missing; who only validates may not be allowed to. */
    private static List<ChangeSet> missing(Liquibase liquibase) throws LiquibaseException {
        return SnapshotGeneratorFactory.getInstance().hasDatabaseChangeLogTable(liquibase.getDatabase())
                ? liquibase.listUnrunChangeSets(new Contexts(), new LabelExpression(), false)
                : liquibase.getDatabaseChangeLog().getChangeSets();
    }

    private void onDatabase(String purpose, Step step) {
        try (Connection connection = dataSource.getConnection()) {
            if (!Changelog.isRun(connection)) {
                inOwnThread(() -> {
                    Scope.child(settings(), () -> run(step, connection));
                    return connection;
                });
            }
        } catch (StoreUnavailableException e) {
            throw e;
        } catch (SQLException e) {
            throw new StoreUnavailableException("the passkey database cannot be reached: " + SqlErrors.reason(e), e);
        } catch (Exception e) {
            throw new StoreUnavailableException(
                    "the passkey tables cannot be " + purpose + ": " + SqlErrors.reason(e), e);
        }
    }

    /**
     * Liquibase stays with the thread it was used on, and with it our class loader: a thread of the server would keep it after an
     * undeployment.
     */
    private static void inOwnThread(Callable<Connection> work) throws Exception {
        FutureTask<Connection> task = new FutureTask<>(work);
        Thread thread = new Thread(null, task, "passkeys-schema", 0, false);
        thread.setContextClassLoader(Schema.class.getClassLoader());
        thread.start();
        try {
            task.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } catch (InterruptedException e) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("interrupted while the passkey tables are checked", e);
        }
    }

    /** Liquibase keeps its locks in static places, so that two applications with the same classes take turns. */
    private static void run(Step step, Connection connection) throws LiquibaseException {
        synchronized (Schema.class) {
            Database database =
                    DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection));
            database.setDatabaseChangeLogTableName(CHANGELOG_TABLE);
            database.setDatabaseChangeLogLockTableName(LOCK_TABLE);
            try {
                Liquibase liquibase = new Liquibase(Changelog.MAIN, new JarResources(), database);
                liquibase.setShowSummary(UpdateSummaryEnum.OFF);
                step.run(liquibase);
            } finally {
                LockServiceFactory.getInstance().resetAll();
            }
        }
    }

    /** No output but to the log, little there, and no word to anybody on the network. */
    private static Map<String, Object> settings() {
        return Map.of(
                Scope.Attr.resourceAccessor.name(),
                new JarResources(),
                Scope.Attr.classLoader.name(),
                Schema.class.getClassLoader(),
                Scope.Attr.logService.name(),
                new LiquibaseLog(),
                Scope.Attr.ui.name(),
                new LoggerUIService(),
                "liquibase.analytics.enabled",
                "false");
    }

    @FunctionalInterface
    private interface Step {
        void run(Liquibase liquibase) throws LiquibaseException;
    }
}
