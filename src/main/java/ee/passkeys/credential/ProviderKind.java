// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential;

import jakarta.persistence.spi.PersistenceProvider;
import java.util.Map;
import java.util.stream.Stream;

/** The persistence providers that servers have, and what each must be told. */
enum ProviderKind {
    /** Payara, GlassFish, Open Liberty. */
    ECLIPSELINK(
            "org.eclipse.persistence.jpa.PersistenceProvider",
            Map.of(
                    "eclipselink.weaving", "false",
                    "eclipselink.cache.shared.default", "false",
                    // What fails is told by us, once; the provider would log the statement with its stack.
                    "eclipselink.logging.level", "OFF"),
            Map.of("eclipselink.target-server", "Glassfish")),
    /** WildFly. */
    HIBERNATE(
            "org.hibernate.jpa.HibernatePersistenceProvider",
            Map.of("hibernate.bytecode.use_reflection_optimizer", "false"),
            Map.of(
                    "hibernate.transaction.jta.platform",
                    "org.hibernate.engine.transaction.jta.platform.internal.JBossAppServerJtaPlatform"));

    private final String providerClass;

    @SuppressWarnings("ImmutableEnumChecker") // made by Map.of
    private final Map<String, Object> properties;

    @SuppressWarnings("ImmutableEnumChecker") // made by Map.of
    private final Map<String, Object> jtaProperties;

    ProviderKind(String providerClass, Map<String, Object> properties, Map<String, Object> jtaProperties) {
        this.providerClass = providerClass;
        this.properties = properties;
        this.jtaProperties = jtaProperties;
    }

    /** The one that this server has. */
    static ProviderKind present(ClassLoader loader) {
        return Stream.of(values())
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
            throw new IllegalStateException("the persistence provider cannot be made", e);
        }
    }

    String providerClass() {
        return providerClass;
    }

    Map<String, Object> properties() {
        return properties;
    }

    Map<String, Object> jtaProperties() {
        return jtaProperties;
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
