// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.application;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;

/** A database of the application, which queries of the settings are asked of. */
final class AccountTable {

    private AccountTable() {}

    /** A new one in memory, made by these statements. */
    static JdbcDataSource of(String... statements) throws SQLException {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
        return database;
    }
}
