// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.jpa;

import ee.passkeys.server.JtaPlatform;
import ee.passkeys.server.Persistence;
import ee.passkeys.server.ServerProfile;
import ee.passkeys.value.ApplicationLog;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.spi.PersistenceProvider;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** Supported persistence providers and their configuration on every server. */
enum ProviderKind {
    /** Payara, GlassFish, Open Liberty. */
    ECLIPSELINK(
            Persistence.ECLIPSELINK,
            Map.of(
                    "eclipselink.weaving", "false",
                    "eclipselink.cache.shared.default", "false",
                    // What fails is told by us, once; the provider would log the statement with its stack.
                    "eclipselink.logging.level", "OFF")),
    /** WildFly. */
    HIBERNATE(Persistence.HIBERNATE, Map.of("hibernate.bytecode.use_reflection_optimizer", "false"));

    private static final String SESSION = "org.eclipse.persistence.sessions.DatabaseSession";

    private final String providerClass;

    @SuppressWarnings("ImmutableEnumChecker") // made by Map.of
    private final Map<String, Object> properties;

    ProviderKind(String providerClass, Map<String, Object> properties) {
        this.providerClass = providerClass;
        this.properties = properties;
    }

    /** The server's own, or what else is there: an application may bundle the other one. */
    static ProviderKind present(ServerProfile server, ClassLoader loader) {
        return Stream.of(values())
                .sorted(Comparator.comparing(kind -> server.persistenceProvider()
                        .filter(kind.providerClass::equals)
                        .isEmpty()))
                .filter(kind -> kind.isVisible(loader))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "neither EclipseLink nor Hibernate is visible to the application; on WildFly its deployment needs the module"
                                + " org.hibernate"));
    }

    PersistenceProvider provider(ClassLoader loader) {
        try {
            return Class.forName(providerClass, true, loader)
                    .asSubclass(PersistenceProvider.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the persistence provider cannot be created", e);
        }
    }

    /** Properties by which the provider takes part in the transactions of a server. */
    Map<String, Object> jtaProperties(JtaPlatform server) {
        return switch (this) {
            case ECLIPSELINK -> Map.of("eclipselink.target-server", server.eclipseLink());
            case HIBERNATE -> Map.of("hibernate.transaction.jta.platform", server.hibernate());
        };
    }

    String providerClass() {
        return providerClass;
    }

    Map<String, Object> properties() {
        return properties;
    }

    /** The data source as the provider gets it: what fails is told by us, once. */
    DataSource quiet(DataSource dataSource) {
        return this == HIBERNATE ? new QuietDataSource(dataSource) : dataSource;
    }

    /**
     * Makes a factory fit for requests. EclipseLink puts off its work to the first entity manager, where the first user would wait for it;
     * and when the database is away it would try again for ten seconds and more, which is the business of whoever asked.
     */
    void prepare(EntityManagerFactory factory) {
        factory.createEntityManager().close();
        if (this == ECLIPSELINK) {
            tryOnce(factory);
        }
    }

    private static void tryOnce(EntityManagerFactory factory) {
        try {
            Class<?> type = Class.forName(SESSION, false, factory.getClass().getClassLoader());
            Object login = type.getMethod("getLogin").invoke(factory.unwrap(type));
            login.getClass().getMethod("setQueryRetryAttemptCount", int.class).invoke(login, 0);
        } catch (ReflectiveOperationException | RuntimeException e) {
            ApplicationLog.of(ProviderKind.class)
                    .log(System.Logger.Level.WARNING, "EclipseLink may block while the database is unavailable", e);
        }
    }

    private boolean isVisible(ClassLoader loader) {
        try {
            Class.forName(providerClass, false, loader);
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
