// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.jpa;

import jakarta.persistence.SharedCacheMode;
import jakarta.persistence.ValidationMode;
import jakarta.persistence.spi.ClassTransformer;
import jakarta.persistence.spi.PersistenceUnitInfo;
import jakarta.persistence.spi.PersistenceUnitTransactionType;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.NullUnmarked;

/**
 * Persistence unit of Passkeys EE, defined in code. A {@code META-INF/persistence.xml} in our jar would be one of the application's units,
 * and break every injection in the application that names none.
 */
@NullUnmarked // the interface wants null for what is absent
final class PasskeyPersistenceUnit implements PersistenceUnitInfo {

    private static final List<Class<?>> ENTITIES = List.of(
            UserRow.class,
            PasskeyRow.class,
            SpentCeremonyRow.class,
            SecretRow.class,
            PasswordLoginRow.class,
            PasswordGroupRow.class,
            EnrollmentRow.class,
            SwitchedOffRow.class,
            TokenKeyRow.class,
            RefreshTokenRow.class);

    private final ProviderKind provider;
    private final PersistenceUnitTransactionType type;
    private final DataSource dataSource;
    private final String name = "passkeys-ee-" + UUID.randomUUID();

    PasskeyPersistenceUnit(ProviderKind provider, PersistenceUnitTransactionType type, DataSource dataSource) {
        this.provider = provider;
        this.type = type;
        this.dataSource = dataSource;
    }

    /** Never the same again: EclipseLink gives units of one name one database, even those of two applications. */
    @Override
    public String getPersistenceUnitName() {
        return name;
    }

    @Override
    public String getPersistenceProviderClassName() {
        return provider.providerClass();
    }

    @Override
    public PersistenceUnitTransactionType getTransactionType() {
        return type;
    }

    @Override
    public DataSource getJtaDataSource() {
        return type == PersistenceUnitTransactionType.JTA ? dataSource : null;
    }

    @Override
    public DataSource getNonJtaDataSource() {
        return type == PersistenceUnitTransactionType.JTA ? null : dataSource;
    }

    @Override
    public List<String> getMappingFileNames() {
        return List.of();
    }

    @Override
    public List<URL> getJarFileUrls() {
        return List.of();
    }

    /**
     * EclipseLink wants one. Hibernate would search it for classes that it was told of already, and does not know the addresses of WildFly.
     */
    @Override
    public URL getPersistenceUnitRootUrl() {
        if (provider == ProviderKind.HIBERNATE) {
            return null;
        }
        return PasskeyPersistenceUnit.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation();
    }

    @Override
    public List<String> getManagedClassNames() {
        return ENTITIES.stream().map(Class::getName).toList();
    }

    @Override
    public boolean excludeUnlistedClasses() {
        return true;
    }

    @Override
    public SharedCacheMode getSharedCacheMode() {
        return SharedCacheMode.NONE;
    }

    @Override
    public ValidationMode getValidationMode() {
        return ValidationMode.NONE;
    }

    @Override
    public Properties getProperties() {
        return new Properties();
    }

    @Override
    public String getPersistenceXMLSchemaVersion() {
        return "3.0";
    }

    @Override
    public ClassLoader getClassLoader() {
        return PasskeyPersistenceUnit.class.getClassLoader();
    }

    @Override
    public void addTransformer(ClassTransformer transformer) {
        // Classes that are loaded already cannot be woven, and need not be.
    }

    @Override
    public ClassLoader getNewTempClassLoader() {
        return new URLClassLoader(new URL[0], getClassLoader());
    }

    /** For Jakarta Persistence 3.2, where the interface asks for it; there is no such method to override before. */
    @SuppressWarnings("unused")
    public String getScopeAnnotationName() {
        return null;
    }

    /** For Jakarta Persistence 3.2, where the interface asks for it; there is no such method to override before. */
    @SuppressWarnings("unused")
    public List<String> getQualifierAnnotationNames() {
        return List.of();
    }
}
