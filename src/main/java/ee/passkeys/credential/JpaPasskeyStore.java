// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential;

import ee.passkeys.config.Settings.SchemaMode;
import ee.passkeys.config.Settings.StorageSettings;
import jakarta.persistence.EntityManagerFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The store by JPA, with the persistence provider of the server and a data source of the operator's choice.
 *
 * <p>It opens when it is first used. Where that fails, because the database is away or its tables are outdated, every use says so without
 * trying again for a few seconds, so that no request waits for what does not come; then it tries once more.
 */
public final class JpaPasskeyStore implements PasskeyStore, AutoCloseable {

    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(5);

    private final Supplier<Parts> parts;
    private final SchemaMode schema;
    private final Clock clock;
    private final Object opening = new Object();
    private volatile @Nullable Open open;
    private @Nullable StoreUnavailableException failure;
    private Instant nextTry = Instant.EPOCH;

    JpaPasskeyStore(Supplier<Parts> parts, SchemaMode schema, Clock clock) {
        this.parts = parts;
        this.schema = schema;
        this.clock = clock;
    }

    /**
     * What the store is opened with.
     *
     * @param dataSource where the passkeys are
     * @param provider how rows become objects
     * @param transactions how transactions are made
     */
    record Parts(DataSource dataSource, ProviderKind provider, Transactions transactions) {}

    private record Open(EntityManagerFactory factory, Transactions transactions) {}

    /**
     * The store in a container: data source and transaction manager by JNDI, and the container's own persistence provider.
     *
     * @param settings the data source, and what is done with its tables
     * @return a store that is not open yet
     */
    public static JpaPasskeyStore inContainer(StorageSettings settings) {
        ClassLoader loader = JpaPasskeyStore.class.getClassLoader();
        return new JpaPasskeyStore(
                () -> new Parts(
                        ContainerResources.dataSource(settings.dataSource()),
                        ProviderKind.present(loader),
                        new JtaTransactions(
                                ContainerResources.transactionManager(), ContainerResources.userTransaction())),
                settings.schema(),
                Clock.systemUTC());
    }

    /**
     * Opens the store, unless it is open.
     *
     * @throws StoreUnavailableException when it cannot be opened now; the message says what to do
     */
    public void open() {
        opened();
    }

    @Override
    public <T, X extends Exception> T transact(Work<T, X> work) throws X {
        Open store = opened();
        try {
            return store.transactions().run(store.factory(), work);
        } catch (DuplicateException | StoreUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            throw SqlFaults.isOfDatabase(e)
                    ? new StoreUnavailableException("the database of passkeys fails: " + e.getMessage(), e)
                    : e;
        }
    }

    /** Lets go of the database. A use afterwards opens the store again. */
    @Override
    public void close() {
        synchronized (opening) {
            Open store = open;
            open = null;
            if (store != null) {
                store.factory().close();
            }
        }
    }

    private Open opened() {
        Open store = open;
        if (store != null) {
            return store;
        }
        synchronized (opening) {
            if (open == null) {
                open = tryToOpen();
            }
            return open;
        }
    }

    private Open tryToOpen() {
        StoreUnavailableException last = failure;
        if (last != null && clock.instant().isBefore(nextTry)) {
            throw new StoreUnavailableException(String.valueOf(last.getMessage()), last);
        }
        try {
            Open store = open(parts.get());
            failure = null;
            return store;
        } catch (StoreUnavailableException e) {
            throw remember(e);
        } catch (RuntimeException e) {
            throw remember(
                    new StoreUnavailableException("the store of passkeys cannot be opened: " + e.getMessage(), e));
        }
    }

    private StoreUnavailableException remember(StoreUnavailableException failed) {
        failure = failed;
        nextTry = clock.instant().plus(BETWEEN_TRIES);
        return failed;
    }

    private Open open(Parts with) {
        with.transactions().withoutAny(() -> new Schema(with.dataSource()).prepare(schema));
        Map<String, Object> properties = new HashMap<>(with.provider().properties());
        properties.putAll(with.transactions().properties(with.provider()));
        properties.put("jakarta.persistence.query.timeout", "5000");
        EntityManagerFactory factory = with.provider()
                .provider(JpaPasskeyStore.class.getClassLoader())
                .createContainerEntityManagerFactory(
                        new PasskeyPersistenceUnit(
                                with.provider(), with.transactions().type(), with.dataSource()),
                        properties);
        // EclipseLink puts off its work to the first entity manager, where the first user would wait for it.
        factory.createEntityManager().close();
        return new Open(factory, with.transactions());
    }
}
