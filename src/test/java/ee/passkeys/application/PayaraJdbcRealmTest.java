// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** On a database that compares names without accents and case, as many are set up. */
@DisplayName("A JDBC realm of Payara")
class PayaraJdbcRealmTest {

    private final String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";

    @BeforeEach
    void makeTable() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url)) {
            connection.createStatement().execute("SET COLLATION ENGLISH STRENGTH PRIMARY");
            connection.createStatement().execute("CREATE TABLE STAFF (LOGIN VARCHAR(50), SECRET VARCHAR(50))");
            connection.createStatement().execute("INSERT INTO STAFF VALUES ('jose', 'x')");
        }
    }

    @AfterEach
    void endDatabase() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url)) {
            connection.createStatement().execute("SHUTDOWN");
        }
    }

    @Test
    void spellsANameAsItsTableDoes() throws ReflectiveOperationException {
        PayaraJdbcRealm realm = realm("SELECT SECRET FROM STAFF WHERE LOGIN = ?");

        assertThat(realm.spelling("JOSÉ")).contains("jose");
        assertThat(realm.spelling("jose")).contains("jose");
        assertThat(realm.spelling("joan")).isEmpty();
    }

    @Test
    void spellsNothingWhereItsQueryIsAnother() throws ReflectiveOperationException {
        assertThat(realm("CALL SECRET_OF(?)").spelling("jose")).isEmpty();
    }

    private PayaraJdbcRealm realm(String query) {
        return new PayaraJdbcRealm(PrivateAccess.of(new Tables(query, url)));
    }

    @SuppressWarnings("unused") // by name
    private static final class Tables {

        private final String passwordQuery;
        private final String url;

        Tables(String passwordQuery, String url) {
            this.passwordQuery = passwordQuery;
            this.url = url;
        }

        private Connection getConnection() throws SQLException {
            return DriverManager.getConnection(url);
        }
    }
}
