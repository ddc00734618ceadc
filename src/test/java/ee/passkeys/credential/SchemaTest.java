// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ee.passkeys.config.Settings.SchemaMode;
import java.io.File;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.ClassLoaderResourceAccessor;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The schema")
class SchemaTest {

    private static final List<String> TABLES =
            List.of("passkey", "passkey_secret", "passkey_spent_ceremony", "passkey_user");

    @ParameterizedTest
    @EnumSource(TestDatabases.class)
    void isMadeOnAnEmptyDatabaseAndLeftAloneAfterwards(TestDatabases database) {
        DataSource dataSource = database.create();

        new Schema(dataSource).prepare(SchemaMode.MIGRATE);
        new Schema(dataSource).prepare(SchemaMode.MIGRATE);

        assertThat(tables(dataSource)).containsAll(TABLES);
    }

    @ParameterizedTest
    @EnumSource(TestDatabases.class)
    void isFoundUpToDate(TestDatabases database) {
        DataSource dataSource = database.create();
        new Schema(dataSource).prepare(SchemaMode.MIGRATE);

        assertThatCode(() -> new Schema(dataSource).prepare(SchemaMode.VALIDATE))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource(TestDatabases.class)
    void isFoundMissingWithoutMakingAnything(TestDatabases database) {
        DataSource dataSource = database.create();

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> new Schema(dataSource).prepare(SchemaMode.VALIDATE))
                .withMessageContaining("no tables of passkeys")
                .withMessageContaining("passkeys.schema=migrate");
        assertThat(tables(dataSource)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabases.class)
    void isFoundOutdated(TestDatabases database) throws SQLException {
        DataSource dataSource = database.create();
        new Schema(dataSource).prepare(SchemaMode.MIGRATE);
        execute(dataSource, "DELETE FROM PASSKEY_CHANGELOG WHERE ID = '0001-secret'");

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> new Schema(dataSource).prepare(SchemaMode.VALIDATE))
                .withMessageContaining("0001-secret");
    }

    @ParameterizedTest
    @EnumSource(TestDatabases.class)
    void isNotTouchedWhereTheOperatorVouchesForIt(TestDatabases database) {
        DataSource dataSource = database.create();

        new Schema(dataSource).prepare(SchemaMode.OFF);

        assertThat(tables(dataSource)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabases.class)
    void isMadeOnceByTwoNodesThatStartTogether(TestDatabases database) throws Exception {
        DataSource dataSource = database.create();
        ExecutorService nodes = Executors.newFixedThreadPool(2);
        try {
            for (Future<Boolean> started : nodes.invokeAll(List.of(node(dataSource), node(dataSource)))) {
                assertThat(started.get()).isTrue();
            }
        } finally {
            nodes.shutdownNow();
        }

        assertThat(tables(dataSource)).containsAll(TABLES);
    }

    @ParameterizedTest
    @EnumSource(TestDatabases.class)
    void goesBackToItsTag(TestDatabases database) throws Exception {
        DataSource dataSource = database.create();
        new Schema(dataSource).prepare(SchemaMode.MIGRATE);

        rollBack(dataSource, "passkeys-0");
        assertThat(tables(dataSource)).doesNotContainAnyElementsOf(TABLES);

        new Schema(dataSource).prepare(SchemaMode.MIGRATE);
        assertThat(tables(dataSource)).containsAll(TABLES);
    }

    @Test
    void hasNamesThatEveryDatabaseTakes() throws SQLException {
        DataSource dataSource = TestDatabases.H2.create();
        new Schema(dataSource).prepare(SchemaMode.MIGRATE);

        try (Connection connection = dataSource.getConnection();
                ResultSet columns = connection.getMetaData().getColumns(null, null, "PASSKEY%", null)) {
            while (columns.next()) {
                assertThat(columns.getString("TABLE_NAME").length()).isLessThanOrEqualTo(30);
                assertThat(columns.getString("COLUMN_NAME").length()).isLessThanOrEqualTo(30);
            }
        }
    }

    @Test
    void leavesTheBookkeepingOfTheHostAlone() {
        DataSource dataSource = TestDatabases.H2.create();
        new Schema(dataSource).prepare(SchemaMode.MIGRATE);

        assertThat(tables(dataSource))
                .contains("passkey_changelog", "passkey_changelog_lock")
                .doesNotContain("databasechangelog", "databasechangeloglock");
    }

    /** Hibernate compares every entity with its table, column by column; EclipseLink reads and writes them all in the contract's tests. */
    @ParameterizedTest
    @EnumSource(TestDatabases.class)
    void isWhatTheEntitiesExpect(TestDatabases database) {
        DataSource dataSource = database.create();
        new Schema(dataSource).prepare(SchemaMode.MIGRATE);
        PasskeyPersistenceUnit unit =
                new PasskeyPersistenceUnit(ProviderKind.HIBERNATE, new LocalTransactions().type(), dataSource);

        assertThatCode(() -> ProviderKind.HIBERNATE
                        .provider(getClass().getClassLoader())
                        .createContainerEntityManagerFactory(unit, Map.of("hibernate.hbm2ddl.auto", "validate"))
                        .close())
                .doesNotThrowAnyException();
    }

    /** Another node has classes of its own, so that nothing in memory keeps the two apart. */
    private static Callable<Boolean> node(DataSource dataSource) throws Exception {
        List<URL> classPath = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            classPath.add(Path.of(entry).toUri().toURL());
        }
        ClassLoader classes = new URLClassLoader(classPath.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        Class<?> schema = Class.forName(Schema.class.getName(), true, classes);
        Class<?> mode = Class.forName(SchemaMode.class.getName(), true, classes);
        Constructor<?> constructor = schema.getDeclaredConstructor(DataSource.class);
        Method prepare = schema.getDeclaredMethod("prepare", mode);
        constructor.setAccessible(true);
        prepare.setAccessible(true);
        return () -> {
            Thread.currentThread().setContextClassLoader(classes);
            prepare.invoke(
                    constructor.newInstance(dataSource),
                    mode.getField("MIGRATE").get(null));
            return true;
        };
    }

    private static void rollBack(DataSource dataSource, String tag) throws Exception {
        ClassLoaderResourceAccessor accessor = new ClassLoaderResourceAccessor(SchemaTest.class.getClassLoader());
        try (Connection connection = dataSource.getConnection()) {
            Database database =
                    DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection));
            database.setDatabaseChangeLogTableName(Schema.CHANGELOG_TABLE);
            database.setDatabaseChangeLogLockTableName(Schema.LOCK_TABLE);
            Scope.child(
                    Map.of(Scope.Attr.resourceAccessor.name(), accessor),
                    () -> new Liquibase("ee/passkeys/liquibase/db.changelog.xml", accessor, database)
                            .rollback(tag, ""));
        }
    }

    @Test
    void saysHowToClearALockThatADeadNodeLeft() throws SQLException {
        DataSource dataSource = TestDatabases.H2.create();
        new Schema(dataSource).prepare(SchemaMode.MIGRATE);
        execute(dataSource, "DELETE FROM PASSKEY_CHANGELOG WHERE ID = '0001-secret'");
        execute(
                dataSource,
                "UPDATE PASSKEY_CHANGELOG_LOCK SET LOCKED = TRUE, LOCKEDBY = 'dead', LOCKGRANTED = CURRENT_TIMESTAMP");

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> new Schema(dataSource, 0).prepare(SchemaMode.MIGRATE))
                .withMessageContaining("release-locks");
    }

    private static void execute(DataSource dataSource, String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static TreeSet<String> tables(DataSource dataSource) {
        TreeSet<String> names = new TreeSet<>();
        try (Connection connection = dataSource.getConnection();
                ResultSet tables =
                        connection.getMetaData().getTables(null, null, "%", new String[] {"TABLE", "BASE TABLE"})) {
            while (tables.next()) {
                String name = tables.getString("TABLE_NAME").toLowerCase(Locale.ROOT);
                if (name.startsWith("passkey") || name.startsWith("databasechangelog")) {
                    names.add(name);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return names;
    }
}
