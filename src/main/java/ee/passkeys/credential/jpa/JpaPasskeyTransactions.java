// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.jpa;

import ee.passkeys.config.Settings.SchemaMode;
import ee.passkeys.config.Settings.StorageSettings;
import ee.passkeys.credential.Journal;
import ee.passkeys.credential.PasskeyRepository;
import ee.passkeys.credential.PasskeyTransactions;
import ee.passkeys.credential.SqlErrors;
import ee.passkeys.credential.StoreUnavailableException;
import ee.passkeys.credential.schema.Schema;
import ee.passkeys.credential.sql.RowLimit;
import ee.passkeys.credential.sql.RowSeals;
import ee.passkeys.server.ServerProfile;
import ee.passkeys.value.ApplicationLog;
import ee.passkeys.value.UserBase;
import jakarta.persistence.EntityManagerFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * Passkey store on Jakarta Persistence, with the persistence provider of the server and a data source of the operator's choice.
 *
 * <p>It opens when it is first used. Where that fails, because the database is away or its tables are outdated, every use says so without
 * trying again for a few seconds, so that no request waits for what does not come; then it tries once more. It is the same with a database
 * that fails later, by a circuit breaker. Who loses to others that want the same at once, or gives what cannot be kept, is told so, too,
 * but it is no failure of the database.
 */
public final class JpaPasskeyTransactions implements PasskeyTransactions, AutoCloseable {

    private static final ClassLoader LOADER = JpaPasskeyTransactions.class.getClassLoader();

    private static final System.Logger LOG = ApplicationLog.of(JpaPasskeyTransactions.class);

    /** Set on a thread that holds a connection. */
    private static final ThreadLocal<Boolean> INSIDE = new ThreadLocal<>();

    private final RetryingInitializer<Open> opening;
    private final LongAdder calls = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder nanos = new LongAdder();
    private final CircuitBreaker breaker;
    private final Background probes;
    private final Background sweeps;

    JpaPasskeyTransactions(Supplier<Parts> parts, SchemaMode schema, Clock clock) {
        this(parts, schema, clock, Background.none(), Background.none());
    }

    JpaPasskeyTransactions(
            Supplier<Parts> parts, SchemaMode schema, Clock clock, Background probes, Background sweeps) {
        this.probes = probes;
        this.sweeps = sweeps;
        this.breaker = new CircuitBreaker(clock, CircuitBreaker.MOMENT, this::probeLater);
        this.opening = new RetryingInitializer<>(patience -> open(parts.get(), schema, patience), clock);
    }

    /**
     * Resources of an open store.
     *
     * @param dataSource where the passkeys are
     * @param provider how rows become objects
     * @param transactions how transactions are made
     * @param view what is seen of the tables
     * @param journal what is recorded of transactions
     */
    record Parts(DataSource dataSource, ProviderKind provider, Transactions transactions, View view, Journal journal) {

        Parts(DataSource dataSource, ProviderKind provider, Transactions transactions, UserBase users) {
            this(dataSource, provider, transactions, View.of(users), Journal.NONE);
        }

        Parts limitedBy(RowLimit limit) {
            return new Parts(dataSource, provider, transactions, view.with(limit), journal);
        }
    }

    /**
     * How often the database was used.
     *
     * @return the number of transactions since the start
     */
    public long calls() {
        return calls.sum();
    }

    /**
     * How often the database failed.
     *
     * @return the number of transactions since the start
     */
    public long failures() {
        return failures.sum();
    }

    /**
     * How long all uses of the database took.
     *
     * @return milliseconds since the start
     */
    public long milliseconds() {
        return TimeUnit.NANOSECONDS.toMillis(nanos.sum());
    }

    /**
     * Tells whether the database is known to be unavailable.
     *
     * @return true while transactions fail without having asked it
     */
    public boolean isUnavailable() {
        return breaker.isOpen();
    }

    private record Open(EntityManagerFactory factory, Parts with) {

        <T, X extends Exception> T run(Work<T, X> work) throws X {
            try (Journal.Entries entries = with.journal().begin()) {
                return with.transactions().run(factory, with.view(), entries, work);
            }
        }

        <T, X extends Exception> T read(Work<T, X> work) throws X {
            return with.transactions().read(factory, with.view(), work);
        }
    }

    /** Use of the open store, by a thread that uses it for nothing else meanwhile. */
    @FunctionalInterface
    private interface Use<T, X extends Exception> {
        T of(Open store) throws X;
    }

    /**
     * Creates the store in a container: data source and transaction manager come from JNDI, and the persistence provider is the container's
     * own.
     *
     * @param settings the data source, and what is done with its tables
     * @param server whose transactions count
     * @param seals tells the rows that we wrote from others
     * @param journal what is recorded of transactions
     * @return a store that is not open yet
     */
    public static JpaPasskeyTransactions inContainer(
            StorageSettings settings, ServerProfile server, RowSeals seals, Journal journal) {
        return new JpaPasskeyTransactions(
                () -> container(settings, server, seals, journal),
                settings.schema(),
                Clock.systemUTC(),
                Background.ofServer(),
                Background.ofServer());
    }

    private static Parts container(StorageSettings settings, ServerProfile server, RowSeals seals, Journal journal) {
        return new Parts(
                ContainerResources.dataSource(settings.dataSource()),
                ProviderKind.present(server, LOADER),
                ContainerResources.transactions(server),
                new View(settings.userBase(), seals),
                journal);
    }

    /**
     * Opens the store, unless it is open. For the start of the application: it may wait a minute for another node that brings the tables up
     * to date, where {@link #transact} waits seconds.
     *
     * @throws StoreUnavailableException when it cannot be opened now; the message says what to do
     */
    public void open() {
        opening.atStart();
    }

    /**
     * Counts the users of earlier versions without a user base, which no application can use.
     *
     * @return 0 where every user belongs to an application
     * @throws StoreUnavailableException when the database cannot be asked
     */
    public long unownedUsers() {
        return Adoption.unowned(opening.now().with().dataSource());
    }

    @Override
    public <T, X extends Exception> T transact(Work<T, X> work) throws X {
        return alone(store -> store.run(work));
    }

    @Override
    public <T, X extends Exception> T read(Work<T, X> work) throws X {
        return alone(store -> store.read(work));
    }

    private <T, X extends Exception> T alone(Use<T, X> use) throws X {
        if (INSIDE.get() != null) {
            throw new IllegalStateException("a second connection is wanted while one is held");
        }
        INSIDE.set(true);
        try {
            return guarded(use);
        } finally {
            INSIDE.remove();
        }
    }

    @Override
    public <T> T outside(Supplier<T> hostCode) {
        if (INSIDE.get() != null) {
            throw new IllegalStateException("code of the host is called while a connection is held");
        }
        return opening.now().with().transactions().outside(hostCode);
    }

    @Override
    public void beside(Runnable work) {
        if (sweeps.isThere()) {
            sweeps.later(Duration.ZERO, work);
        } else {
            work.run();
        }
    }

    private <T, X extends Exception> T guarded(Use<T, X> use) throws X {
        try (CircuitBreaker.Call call = breaker.begin()) {
            long began = System.nanoTime();
            try {
                return use.of(opening.now());
            } catch (StoreUnavailableException e) {
                if (!SqlErrors.isAnswer(e)) {
                    failures.increment();
                    call.fail();
                }
                throw e;
            } finally {
                calls.increment();
                nanos.add(System.nanoTime() - began);
            }
        }
    }

    /** Asks whether the database is back, so that the breaker closes without a user who waits for it; which needs no user either. */
    private void probeLater() {
        probes.later(CircuitBreaker.REST, () -> {
            try {
                transact(PasskeyRepository::secrets);
            } catch (StoreUnavailableException e) {
                LOG.log(System.Logger.Level.DEBUG, "Passkey database still unavailable", e);
            }
        });
    }

    /** Releases the database permanently. */
    @Override
    public void close() {
        probes.end();
        sweeps.end();
        opening.end().ifPresent(store -> store.factory().close());
    }

    private static Open open(Parts with, SchemaMode schema, Duration patience) {
        return with.transactions().withoutAny(() -> {
            new Schema(with.dataSource()).prepare(schema, patience);
            RowLimit limit = new Adoption(with.dataSource(), with.view().users()).run();
            return new Open(factory(with), with.limitedBy(limit));
        });
    }

    private static EntityManagerFactory factory(Parts with) {
        EntityManagerFactory factory = with.provider()
                .provider(LOADER)
                .createContainerEntityManagerFactory(
                        new PasskeyPersistenceUnit(
                                with.provider(),
                                with.transactions().type(),
                                with.provider().quiet(with.dataSource())),
                        properties(with));
        try {
            with.provider().prepare(factory);
            return factory;
        } catch (RuntimeException e) {
            factory.close();
            throw e;
        }
    }

    private static Map<String, Object> properties(Parts with) {
        Map<String, Object> properties = new HashMap<>(with.provider().properties());
        properties.putAll(with.transactions().properties(with.provider()));
        properties.put("jakarta.persistence.query.timeout", "5000");
        return properties;
    }
}
