// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.jpa;

import static ee.passkeys.testkit.TestPasskeys.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import ee.passkeys.config.Settings.SchemaMode;
import ee.passkeys.credential.DuplicateException;
import ee.passkeys.credential.PasskeyRepository;
import ee.passkeys.credential.Secret;
import ee.passkeys.credential.StoreUnavailableException;
import ee.passkeys.credential.jpa.JpaPasskeyTransactions.Parts;
import ee.passkeys.testkit.MutableClock;
import ee.passkeys.testkit.TestPasskeys;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** Nobody can switch passkeys off for all others by sending one answer many times at once: whoever loses is refused, and that is all. */
@DisplayName("One answer that is sent many times at once")
class ContentionTest {

    private static final int OTHERS = 12;

    private final ExecutorService threads = Executors.newFixedThreadPool(OTHERS + 1);
    private final ProviderLog log = new ProviderLog();

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
        log.close();
    }

    @ParameterizedTest
    @ArgumentsSource(ProvidersAndDatabases.class)
    void isTakenOnceAndKeepsNobodyElseAway(ProviderKind provider, TestDatabases database) throws Exception {
        DataSource impatient = new Impatient(database.withTables(), LockTimeout.valueOf(database.name()));
        try (JpaPasskeyTransactions store = new JpaPasskeyTransactions(
                () -> new Parts(impatient, provider, new LocalTransactions(), TestPasskeys.USERS),
                SchemaMode.MIGRATE,
                new MutableClock())) {
            store.open();
            CountDownLatch written = new CountDownLatch(1);
            CountDownLatch othersAreRefused = new CountDownLatch(1);
            Future<Boolean> first = threads.submit(() -> spend(store, () -> {
                written.countDown();
                assertThat(othersAreRefused.await(60, TimeUnit.SECONDS)).isTrue();
                return true;
            }));
            assertThat(written.await(30, TimeUnit.SECONDS)).isTrue();

            List<Future<Boolean>> others = new ArrayList<>();
            for (int i = 0; i < OTHERS; i++) {
                others.add(threads.submit(() -> spend(store, () -> true)));
            }
            for (Future<Boolean> other : others) {
                assertThat(other.get(60, TimeUnit.SECONDS)).isFalse();
            }

            assertThatNoException().isThrownBy(() -> store.transact(passkeys -> passkeys.user("ada")));
            othersAreRefused.countDown();
            assertThat(first.get(60, TimeUnit.SECONDS)).isTrue();
            assertThat(spend(store, () -> true)).isFalse();
            assertThat(log.lines()).isEmpty();
        }
    }

    /** Clients bring each of these about: two requests that want one row, and a text that the database does not take. */
    @ParameterizedTest
    @ArgumentsSource(ProvidersAndDatabases.class)
    void leavesNoLineOfTheProviderWhateverTheDatabaseRefuses(ProviderKind provider, TestDatabases database) {
        DataSource tables = database.withTables();
        try (JpaPasskeyTransactions store = new JpaPasskeyTransactions(
                () -> new Parts(tables, provider, new LocalTransactions(), TestPasskeys.USERS),
                SchemaMode.MIGRATE,
                new MutableClock())) {
            for (Consumer<PasskeyRepository> row : List.<Consumer<PasskeyRepository>>of(
                    passkeys -> passkeys.spendUnused("c1", NOON),
                    passkeys -> passkeys.reserve("ann", NOON),
                    passkeys -> passkeys.addUser(TestPasskeys.user("ada")),
                    passkeys -> passkeys.addSecret(new Secret("s1", "secret", NOON)))) {
                add(store, row);
                assertThatExceptionOfType(DuplicateException.class).isThrownBy(() -> add(store, row));
            }
            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(() ->
                            add(store, passkeys -> passkeys.addSecret(new Secret("s".repeat(500), "secret", NOON))))
                    .withMessageContaining("rejects the values");
            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(() -> add(store, passkeys -> passkeys.sql().query(1, "SELECT NOTHING FROM NOWHERE")));

            assertThat(log.lines()).isEmpty();
        }
    }

    private static void add(JpaPasskeyTransactions store, Consumer<PasskeyRepository> row) {
        store.<Boolean, RuntimeException>transact(passkeys -> {
            row.accept(passkeys);
            return true;
        });
    }

    private static boolean spend(JpaPasskeyTransactions store, Callable<Boolean> rest) throws Exception {
        try {
            return store.<Boolean, Exception>transact(passkeys -> {
                passkeys.spend("c1", NOON);
                return rest.call();
            });
        } catch (DuplicateException | StoreUnavailableException e) {
            assertThat(e).hasMessageNotContaining("the passkey database is unavailable");
            return false;
        }
    }

    private static final class ProvidersAndDatabases implements ArgumentsProvider {

        @Override
        public Stream<Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
            return Databases.of(context)
                    .flatMap(database ->
                            Stream.of(ProviderKind.values()).map(provider -> Arguments.of(provider, database)));
        }
    }

    /** How each database is told to wait for a lock no longer than it must: what load brings about, without the load. */
    private enum LockTimeout {
        H2("SET LOCK_TIMEOUT 50"),
        POSTGRESQL("SET lock_timeout = 50"),
        MARIADB("SET innodb_lock_wait_timeout = 1");

        private final String sql;

        LockTimeout(String sql) {
            this.sql = sql;
        }
    }

    private static final class Impatient extends OneAccountDataSource {

        private final LockTimeout timeout;

        Impatient(DataSource patient, LockTimeout timeout) {
            super(patient);
            this.timeout = timeout;
        }

        @Override
        public Connection getConnection() throws SQLException {
            Connection connection = database().getConnection();
            try (Statement statement = connection.createStatement()) {
                statement.execute(timeout.sql);
            }
            return connection;
        }
    }
}
