// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.jpa;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ee.passkeys.config.Settings.SchemaMode;
import ee.passkeys.credential.StoreUnavailableException;
import ee.passkeys.credential.schema.JarResources;
import ee.passkeys.credential.schema.Schema;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.DirectoryResourceAccessor;
import liquibase.resource.ResourceAccessor;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

@DisplayName("The schema")
class SchemaTest {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    static final List<String> TABLES = List.of(
            "passkey",
            "passkey_offer",
            "passkey_password_group",
            "passkey_password_login",
            "passkey_secret",
            "passkey_spent_ceremony",
            "passkey_user");

    @ParameterizedTest
    @ArgumentsSource(Databases.class)
    void isMadeOnAnEmptyDatabaseAndLeftAloneAfterwards(TestDatabases database) {
        DataSource dataSource = database.create();

        new Schema(dataSource).prepare(SchemaMode.MIGRATE, PATIENCE);
        new Schema(dataSource).prepare(SchemaMode.MIGRATE, PATIENCE);

        assertThat(tables(dataSource)).containsAll(TABLES);
    }

    @ParameterizedTest
    @ArgumentsSource(Databases.class)
    void isFoundUpToDate(TestDatabases database) {
        DataSource dataSource = database.create();
        new Schema(dataSource).prepare(SchemaMode.MIGRATE, PATIENCE);

        assertThatCode(() -> new Schema(dataSource).prepare(SchemaMode.VALIDATE, PATIENCE))
                .doesNotThrowAnyException();
    }

    /** Liquibase would ask more. */
    @ParameterizedTest
    @ArgumentsSource(Databases.class)
    void isFoundUpToDateWithoutLiquibase(TestDatabases database) {
        CountingDataSource dataSource = new CountingDataSource(database.withTables());

        new Schema(dataSource).prepare(SchemaMode.VALIDATE, PATIENCE);
        new Schema(dataSource).prepare(SchemaMode.MIGRATE, PATIENCE);

        assertThat(dataSource.seen())
                .containsExactly(
                        CountingDataSource.CONNECTION,
                        "SELECT ID FROM PASSKEY_CHANGELOG",
                        CountingDataSource.CONNECTION,
                        "SELECT ID FROM PASSKEY_CHANGELOG");
    }

    /** Where the pool begins a transaction with each connection, a query that fails spoils it on some databases. */
    @ParameterizedTest
    @ArgumentsSource(Databases.class)
    void isMadeByConnectionsThatDoNotCommitByThemselves(TestDatabases database) {
        DataSource dataSource = database.create();

        new Schema(new UncommittedDataSource(dataSource)).prepare(SchemaMode.MIGRATE, PATIENCE);

        assertThat(tables(dataSource)).containsAll(TABLES);
    }

    @ParameterizedTest
    @ArgumentsSource(Databases.class)
    void isFoundMissingWithoutMakingAnything(TestDatabases database) {
        DataSource dataSource = database.create();

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> new Schema(dataSource).prepare(SchemaMode.VALIDATE, PATIENCE))
                .withMessageContaining("passkey tables are missing")
                .withMessageContaining("passkeys.schema=migrate");
        assertThat(tables(dataSource)).isEmpty();
    }

    @ParameterizedTest
    @ArgumentsSource(Databases.class)
    void isFoundOutdated(TestDatabases database) throws SQLException {
        DataSource dataSource = database.create();
        new Schema(dataSource).prepare(SchemaMode.MIGRATE, PATIENCE);
        execute(dataSource, "DELETE FROM PASSKEY_CHANGELOG WHERE ID = '0001-secret'");

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> new Schema(dataSource).prepare(SchemaMode.VALIDATE, PATIENCE))
                .withMessageContaining("0001-secret");
    }

    @ParameterizedTest
    @ArgumentsSource(Databases.class)
    void isNotTouchedWhereTheOperatorVouchesForIt(TestDatabases database) {
        DataSource dataSource = database.create();

        new Schema(dataSource).prepare(SchemaMode.OFF, PATIENCE);

        assertThat(tables(dataSource)).isEmpty();
    }

    @ParameterizedTest
    @ArgumentsSource(Databases.class)
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
    @ArgumentsSource(Databases.class)
    void goesBackToItsTag(TestDatabases database) throws Exception {
        DataSource dataSource = database.create();
        new Schema(dataSource).prepare(SchemaMode.MIGRATE, PATIENCE);

        rollBack(dataSource, "passkeys-0");
        assertThat(tables(dataSource)).doesNotContainAnyElementsOf(TABLES);
        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> new Schema(dataSource).prepare(SchemaMode.VALIDATE, PATIENCE))
                .withMessageContaining("passkey tables are missing");

        new Schema(dataSource).prepare(SchemaMode.MIGRATE, PATIENCE);
        assertThat(tables(dataSource)).containsAll(TABLES);
    }

    @Test
    void hasNamesThatEveryDatabaseTakes() throws SQLException {
        DataSource dataSource = TestDatabases.H2.create();
        new Schema(dataSource).prepare(SchemaMode.MIGRATE, PATIENCE);

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
        new Schema(dataSource).prepare(SchemaMode.MIGRATE, PATIENCE);

        assertThat(tables(dataSource))
                .contains("passkey_changelog", "passkey_changelog_lock")
                .doesNotContain("databasechangelog", "databasechangeloglock");
    }

    /** Hibernate compares every entity with its table, column by column; EclipseLink reads and writes them all in the contract's tests. */
    @ParameterizedTest
    @ArgumentsSource(Databases.class)
    void isWhatTheEntitiesExpect(TestDatabases database) {
        DataSource dataSource = database.create();
        new Schema(dataSource).prepare(SchemaMode.MIGRATE, PATIENCE);
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
        Method prepare = schema.getDeclaredMethod("prepare", mode, Duration.class);
        constructor.setAccessible(true);
        prepare.setAccessible(true);
        return () -> {
            Thread.currentThread().setContextClassLoader(classes);
            prepare.invoke(
                    constructor.newInstance(dataSource),
                    mode.getField("MIGRATE").get(null),
                    PATIENCE);
            return true;
        };
    }

    private static void rollBack(DataSource dataSource, String tag) throws Exception {
        withLiquibase(
                dataSource,
                "ee/passkeys/liquibase/db.changelog.xml",
                new JarResources(),
                liquibase -> liquibase.rollback(tag, ""));
    }

    @Test
    void saysHowToClearALockThatADeadNodeLeft() throws SQLException {
        DataSource dataSource = TestDatabases.H2.create();
        new Schema(dataSource).prepare(SchemaMode.MIGRATE, PATIENCE);
        execute(dataSource, "DELETE FROM PASSKEY_CHANGELOG WHERE ID = '0001-secret'");
        execute(
                dataSource,
                "UPDATE PASSKEY_CHANGELOG_LOCK SET LOCKED = TRUE, LOCKEDBY = 'dead', LOCKGRANTED = CURRENT_TIMESTAMP");

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> new Schema(dataSource).prepare(SchemaMode.MIGRATE, Duration.ZERO))
                .withMessageContaining("dead is updating")
                .withMessageContaining("release-locks");
    }

    @Test
    void isMadeByWhoWaitsForTheLock() throws Exception {
        DataSource dataSource = TestDatabases.H2.create();
        new Schema(dataSource).prepare(SchemaMode.MIGRATE, PATIENCE);
        rollBack(dataSource, "passkeys-0");
        execute(dataSource, "UPDATE PASSKEY_CHANGELOG_LOCK SET LOCKED = TRUE");
        ExecutorService nodes = Executors.newFixedThreadPool(1);
        try {
            Future<?> waiting = nodes.submit(() -> new Schema(dataSource).prepare(SchemaMode.MIGRATE, PATIENCE));
            execute(dataSource, "UPDATE PASSKEY_CHANGELOG_LOCK SET LOCKED = FALSE");
            waiting.get();
        } finally {
            nodes.shutdownNow();
        }

        assertThat(tables(dataSource)).containsAll(TABLES);
    }

    @Test
    void asksForNoLockWhereNothingIsMissing() throws SQLException {
        DataSource dataSource = TestDatabases.H2.create();
        new Schema(dataSource).prepare(SchemaMode.MIGRATE, PATIENCE);
        execute(dataSource, "UPDATE PASSKEY_CHANGELOG_LOCK SET LOCKED = TRUE");

        assertThatCode(() -> new Schema(dataSource).prepare(SchemaMode.MIGRATE, Duration.ZERO))
                .doesNotThrowAnyException();
    }

    /** The paths of the files differ between the jar and the folder: to Liquibase the changes must be the same all the same. */
    @Test
    void isTheSameWhenTheCommandLineToolMadeItFromTheFolder() throws Exception {
        DataSource dataSource = TestDatabases.H2.create();
        DirectoryResourceAccessor folder = new DirectoryResourceAccessor(Path.of("liquibase"));
        withLiquibase(dataSource, "db.changelog.xml", folder, Liquibase::update);

        assertThatCode(() -> new Schema(dataSource).prepare(SchemaMode.VALIDATE, PATIENCE))
                .doesNotThrowAnyException();
    }

    @Test
    void isKeptInTheSameTablesByTheCommandLineTool() throws IOException {
        Properties settings = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of("liquibase/liquibase.properties"))) {
            settings.load(reader);
        }

        assertThat(settings)
                .containsEntry("liquibase.databaseChangelogTableName", Schema.CHANGELOG_TABLE)
                .containsEntry("liquibase.databaseChangelogLockTableName", Schema.LOCK_TABLE);
        assertThat(Path.of("liquibase", settings.getProperty("changelog-file"))).exists();
    }

    @Test
    void leavesNothingOfLiquibaseOnTheThread() throws Exception {
        Field field = Scope.class.getDeclaredField("scopeManager");
        field.setAccessible(true);
        ThreadLocal<?> scopes = (ThreadLocal<?>) field.get(null);
        scopes.remove();

        new Schema(TestDatabases.H2.create()).prepare(SchemaMode.MIGRATE, PATIENCE);

        try {
            assertThat(scopes.get()).isNull();
        } finally {
            scopes.remove();
        }
    }

    @Test
    void isMadeWithoutAWordOnTheConsole() {
        PrintStream console = System.out;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setOut(new PrintStream(said, true, UTF_8));
        try {
            DataSource dataSource = TestDatabases.H2.create();
            new Schema(dataSource).prepare(SchemaMode.MIGRATE, PATIENCE);
            new Schema(dataSource).prepare(SchemaMode.VALIDATE, PATIENCE);
        } finally {
            System.setOut(console);
        }

        assertThat(said.toString(UTF_8)).isEmpty();
    }

    @Test
    void saysWhyItCannotBeMadeWhenTheDatabaseIsAway() {
        SwitchableDataSource away = new SwitchableDataSource(TestDatabases.H2.create());
        away.turnOff();

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> new Schema(away).prepare(SchemaMode.MIGRATE, PATIENCE))
                .withMessageContaining("cannot be reached");
    }

    private static final class UncommittedDataSource extends OneAccountDataSource {

        UncommittedDataSource(DataSource database) {
            super(database);
        }

        @Override
        public Connection getConnection() throws SQLException {
            Connection connection = database().getConnection();
            connection.setAutoCommit(false);
            return connection;
        }
    }

    private interface LiquibaseStep {
        void run(Liquibase liquibase) throws LiquibaseException;
    }

    private static void withLiquibase(
            DataSource dataSource, String changelog, ResourceAccessor files, LiquibaseStep step) throws Exception {
        try (Connection connection = dataSource.getConnection()) {
            Database database =
                    DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection));
            TestLiquibase.run(database, files, named -> {
                Liquibase liquibase = new Liquibase(changelog, files, named);
                liquibase.setShowSummary(UpdateSummaryEnum.OFF);
                step.run(liquibase);
            });
        }
    }

    static void execute(DataSource dataSource, List<String> statements) throws SQLException {
        for (String statement : statements) {
            execute(dataSource, statement);
        }
    }

    static void execute(DataSource dataSource, String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static TreeSet<String> tables(DataSource dataSource) {
        TreeSet<String> names = new TreeSet<>();
        try (Connection connection = dataSource.getConnection();
                ResultSet tables = connection
                        .getMetaData()
                        .getTables(connection.getCatalog(), connection.getSchema(), "%", new String[] {
                            "TABLE", "BASE TABLE"
                        })) {
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
