// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.jpa;

import ee.passkeys.credential.SqlErrors;
import ee.passkeys.credential.StoreUnavailableException;
import ee.passkeys.server.ServerProfile;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Report about the database of the passkeys, for administrators.
 *
 * @param database product and version, such as {@code PostgreSQL 14.5}; no address, which may hold a password
 * @param inMemory whether everything is lost when the server ends
 */
public record StorageReport(String database, boolean inMemory) {

    private static final Pattern IN_MEMORY = Pattern.compile("jdbc:(?:h2|hsqldb):mem:.*|jdbc:derby:memory:.*");

    /**
     * Looks up the data source and opens a connection.
     *
     * @param dataSource JNDI name
     * @return what is there
     * @throws StoreUnavailableException when there is no such data source, or it gives no connection
     */
    public static StorageReport of(String dataSource) {
        try (Connection connection = ContainerResources.dataSource(dataSource).getConnection()) {
            return of(connection.getMetaData());
        } catch (SQLException e) {
            throw new StoreUnavailableException(
                    "the data source " + dataSource + " returns no connection: " + SqlErrors.reason(e), e);
        }
    }

    private static StorageReport of(DatabaseMetaData database) throws SQLException {
        String url = String.valueOf(database.getURL()).toLowerCase(Locale.ROOT);
        return new StorageReport(
                database.getDatabaseProductName() + " " + database.getDatabaseProductVersion(),
                IN_MEMORY.matcher(url).matches());
    }

    /**
     * Returns the name of the persistence provider.
     *
     * @param server the server that runs this code
     * @return class of the persistence provider; empty when the application sees none that we know
     */
    public static Optional<String> provider(ServerProfile server) {
        try {
            return Optional.of(ProviderKind.present(server, StorageReport.class.getClassLoader())
                    .providerClass());
        } catch (IllegalStateException e) {
            return Optional.empty();
        }
    }
}
