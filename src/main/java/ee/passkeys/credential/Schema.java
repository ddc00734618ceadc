// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential;

import ee.passkeys.config.Settings.SchemaMode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
import liquibase.exception.LockException;
import liquibase.lockservice.LockServiceFactory;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.ui.LoggerUIService;

/**
 * Brings the tables up to date, or checks that they are. Its bookkeeping has tables of its own, so that a Liquibase of the host's on the
 * same database is not disturbed.
 */
final class Schema {

    static final String CHANGELOG_TABLE = "PASSKEY_CHANGELOG";
    static final String LOCK_TABLE = "PASSKEY_CHANGELOG_LOCK";

    private static final String CHANGELOG = "ee/passkeys/liquibase/db.changelog.xml";
    private static final long MINUTES_TO_WAIT = 1;
    private static final int TRIES = 3;

    private final DataSource dataSource;
    private final long minutesToWait;

    Schema(DataSource dataSource) {
        this(dataSource, MINUTES_TO_WAIT);
    }

    Schema(DataSource dataSource, long minutesToWait) {
        this.dataSource = dataSource;
        this.minutesToWait = minutesToWait;
    }

    /**
     * Does what the settings say.
     *
     * @throws StoreUnavailableException when the tables are not up to date afterwards; the message says the cure
     */
    void prepare(SchemaMode mode) {
        switch (mode) {
            case MIGRATE -> migrate(TRIES);
            case VALIDATE -> validate();
            case OFF -> {
                // The operator vouches for it.
            }
        }
    }

    /** Two nodes that start on an empty database trip over each other where Liquibase makes its own tables, before it has a lock. */
    private void migrate(int tries) {
        try {
            onDatabase(liquibase -> liquibase.update(new Contexts(), new LabelExpression()));
        } catch (StoreUnavailableException e) {
            if (tries == 1 || isLocked(e)) {
                throw e;
            }
            migrate(tries - 1);
        }
    }

    private void validate() {
        if (!hasChangelogTable()) {
            throw outdated("there are no tables of passkeys in the database");
        }
        onDatabase(liquibase -> {
            List<ChangeSet> missing = liquibase.listUnrunChangeSets(new Contexts(), new LabelExpression());
            if (!missing.isEmpty()) {
                throw outdated("the tables lack " + missing.size() + " changes, the first is "
                        + missing.get(0).getId());
            }
        });
    }

    private static StoreUnavailableException outdated(String what) {
        String cure = "; run the changelog in liquibase/ with the Liquibase CLI, or set passkeys.schema=migrate";
        return new StoreUnavailableException(what + cure, new IllegalStateException("passkeys.schema=validate"));
    }

    /** Liquibase would make its tables when asked for what is missing; who only validates may not be allowed to. */
    private boolean hasChangelogTable() {
        try (Connection connection = dataSource.getConnection()) {
            return List.of(CHANGELOG_TABLE, CHANGELOG_TABLE.toLowerCase(Locale.ROOT)).stream()
                    .anyMatch(name -> exists(connection, name));
        } catch (SQLException e) {
            throw new StoreUnavailableException("the database of passkeys cannot be reached", e);
        }
    }

    private static boolean exists(Connection connection, String table) {
        try (ResultSet tables =
                connection.getMetaData().getTables(connection.getCatalog(), connection.getSchema(), table, null)) {
            return tables.next();
        } catch (SQLException e) {
            throw new StoreUnavailableException("the database of passkeys cannot be read", e);
        }
    }

    private void onDatabase(Step step) {
        try (Connection connection = dataSource.getConnection()) {
            Scope.child(settings(), () -> run(step, connection));
        } catch (StoreUnavailableException e) {
            throw e;
        } catch (Exception e) {
            throw isLocked(e)
                    ? locked(e)
                    : new StoreUnavailableException("the tables of passkeys cannot be brought up to date", e);
        }
    }

    private static boolean isLocked(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof LockException) {
                return true;
            }
        }
        return false;
    }

    private static StoreUnavailableException locked(Exception cause) {
        return new StoreUnavailableException(
                "another node is bringing the tables up to date, or died while it did; if none is running, clear the lock with"
                        + " \"liquibase release-locks\" in liquibase/",
                cause);
    }

    /** Liquibase keeps its locks in static places, so that two applications with the same classes take turns. */
    private void run(Step step, Connection connection) throws LiquibaseException {
        synchronized (Schema.class) {
            Database database =
                    DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection));
            database.setDatabaseChangeLogTableName(CHANGELOG_TABLE);
            database.setDatabaseChangeLogLockTableName(LOCK_TABLE);
            LockServiceFactory.getInstance().getLockService(database).setChangeLogLockWaitTime(minutesToWait);
            try {
                Liquibase liquibase = new Liquibase(CHANGELOG, accessor(), database);
                liquibase.setShowSummary(UpdateSummaryEnum.OFF);
                step.run(liquibase);
            } finally {
                LockServiceFactory.getInstance().resetAll();
            }
        }
    }

    /** No output but to the log, and no word to anybody on the network. */
    private static Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>();
        settings.put(Scope.Attr.resourceAccessor.name(), accessor());
        settings.put(Scope.Attr.classLoader.name(), Schema.class.getClassLoader());
        settings.put(Scope.Attr.ui.name(), new LoggerUIService());
        settings.put("liquibase.analytics.enabled", "false");
        return settings;
    }

    private static ClassLoaderResourceAccessor accessor() {
        return new ClassLoaderResourceAccessor(Schema.class.getClassLoader());
    }

    @FunctionalInterface
    private interface Step {
        void run(Liquibase liquibase) throws LiquibaseException;
    }
}
