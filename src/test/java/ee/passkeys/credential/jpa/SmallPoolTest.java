// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ee.passkeys.api.NewAccounts;
import ee.passkeys.ceremony.Client;
import ee.passkeys.ceremony.PasskeyCeremonies;
import ee.passkeys.ceremony.StartedCeremony;
import ee.passkeys.config.SettingSource;
import ee.passkeys.config.Settings.SchemaMode;
import ee.passkeys.config.SettingsReader;
import ee.passkeys.credential.PasskeyTransactions;
import ee.passkeys.credential.PasskeyUser;
import ee.passkeys.credential.jpa.JpaPasskeyTransactions.Parts;
import ee.passkeys.problem.ProblemException;
import ee.passkeys.testkit.SoftAuthenticator;
import ee.passkeys.testkit.TestPasskeys;
import ee.passkeys.value.Origin;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The application's code wants connections of the same pool, as a query for accounts or a realm of the server does. */
@DisplayName("A pool of two connections")
class SmallPoolTest {

    private static final int THREADS = 64;
    private static final int ROUNDS = 4;
    private static final String ORIGIN = "https://example.org";
    private static final Client BROWSER = new Client(Optional.of(new Origin(ORIGIN)), "cookie-of-this-browser");

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    @ParameterizedTest
    @EnumSource(ProviderKind.class)
    void isEnoughForManyAtOnce(ProviderKind provider) throws Exception {
        LimitedDataSource pool = new LimitedDataSource(TestDatabases.H2.create(), 2);
        try (JpaPasskeyTransactions store = new JpaPasskeyTransactions(
                () -> new Parts(pool, provider, new LocalTransactions(), TestPasskeys.USERS),
                SchemaMode.MIGRATE,
                Clock.systemUTC())) {
            store.open();
            PasskeyCeremonies ceremonies = ceremonies(store, pool);

            List<SoftAuthenticator> phones =
                    measured("sign-ups", provider, pool, 1, i -> signUp("user" + i, ceremonies));
            measured("further passkeys", provider, pool, 1, i -> register("user" + i, ceremonies));
            measured("logins", provider, pool, ROUNDS, i -> signIn(phones.get(i), ceremonies));

            assertThat(store.<Optional<PasskeyUser>, RuntimeException>transact(stored -> stored.user("user0")))
                    .isPresent();
        }
    }

    private <T> List<T> measured(String what, ProviderKind provider, LimitedDataSource pool, int rounds, Work<T> work)
            throws Exception {
        pool.reset();
        long begun = System.nanoTime();
        List<Future<T>> futures = new ArrayList<>();
        for (int i = 0; i < THREADS * rounds; i++) {
            int number = i % THREADS;
            Callable<T> task = () -> work.run(number);
            futures.add(threads.submit(task));
        }
        List<T> results = new ArrayList<>();
        for (Future<T> future : futures) {
            results.add(future.get(60, TimeUnit.SECONDS));
        }
        System.out.printf(
                "%s: %d %s by %d threads on 2 connections in %d ms: %.1f connections each, %d at most held by one thread, no error%n",
                provider,
                results.size(),
                what,
                THREADS,
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun),
                (double) pool.given() / results.size(),
                pool.mostOfOneThread());
        assertThat(pool.mostOfOneThread()).isEqualTo(1);
        return results;
    }

    private interface Work<T> {
        T run(int number) throws Exception;
    }

    private static SoftAuthenticator signUp(String name, PasskeyCeremonies ceremonies) throws ProblemException {
        SoftAuthenticator phone = new SoftAuthenticator();
        StartedCeremony begun = ceremonies.registration().beginAccount(BROWSER, name, Optional.empty(), List.of());
        finish(Optional.empty(), begun, phone, ceremonies);
        return phone;
    }

    private static SoftAuthenticator register(String name, PasskeyCeremonies ceremonies) throws ProblemException {
        SoftAuthenticator key = new SoftAuthenticator();
        StartedCeremony begun = ceremonies.registration().begin(BROWSER, name, false, List.of());
        finish(Optional.of(name), begun, key, ceremonies);
        return key;
    }

    private static void finish(
            Optional<String> caller,
            StartedCeremony begun,
            SoftAuthenticator authenticator,
            PasskeyCeremonies ceremonies)
            throws ProblemException {
        ObjectNode answer = authenticator.create(begun.publicKey(), ORIGIN);
        ceremonies.registration().finish(BROWSER, caller, begun.ceremony(), answer, Optional.empty());
    }

    private static String signIn(SoftAuthenticator phone, PasskeyCeremonies ceremonies) throws ProblemException {
        StartedCeremony begun = ceremonies.authentication().begin(BROWSER, false);
        ObjectNode answer = phone.get(begun.publicKey(), ORIGIN);
        return ceremonies
                .authentication()
                .finish(BROWSER, Optional.empty(), begun.ceremony(), answer)
                .proof()
                .caller();
    }

    private static PasskeyCeremonies ceremonies(PasskeyTransactions store, LimitedDataSource pool) {
        Accounts accounts = new Accounts(pool);
        return PasskeyCeremonies.of(
                SettingsReader.read(SettingSource.of(Map.of(
                        "passkeys.rp.id", "example.org", "passkeys.origins", ORIGIN, "passkeys.registration", "open"))),
                store,
                new PasskeyCeremonies.Host(
                        accounts::isThere,
                        Optional.of(accounts),
                        aaguid -> "Passkey",
                        event -> {},
                        new SecureRandom(),
                        Clock.systemUTC()));
    }

    /** Accounts of an application that takes a connection for whatever it is asked. */
    private static final class Accounts implements NewAccounts {

        private final LimitedDataSource pool;
        private final Set<String> names = ConcurrentHashMap.newKeySet();

        Accounts(LimitedDataSource pool) {
            this.pool = pool;
        }

        boolean isThere(String name) {
            return ask(() -> names.contains(name));
        }

        @Override
        public boolean isFree(String name) {
            return ask(() -> !names.contains(name));
        }

        @Override
        public void create(String name, String displayName) {
            ask(() -> names.add(name));
        }

        @Override
        public void withdraw(String name) {
            ask(() -> names.remove(name));
        }

        private <T> T ask(Callable<T> question) {
            try (Connection connection = pool.getConnection()) {
                assertThat(connection.isClosed()).isFalse();
                return question.call();
            } catch (SQLException e) {
                throw new IllegalStateException("the pool gives no connection", e);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
