// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.application;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Supplier;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/**
 * SQL query from the settings with one parameter for the user name.
 *
 * @param dataSource where it runs
 * @param sql with one parameter, the caller's name
 * @param setting the key it stands at, for who has to mend it
 */
record SqlQuery(Supplier<DataSource> dataSource, String sql, String setting) {

    private static final int SECONDS = 5;

    /** One of a data source in JNDI, whose name is at another key. */
    static SqlQuery inContainer(String name, String nameSetting, String sql, String setting) {
        return new SqlQuery(() -> lookup(name, nameSetting), sql, setting);
    }

    /** What is made of the rows that are found for a caller. */
    @FunctionalInterface
    interface Reading<T> {
        T of(ResultSet rows) throws SQLException;
    }

    /** Asks; whatever fails is an error, so that nobody takes it for an answer. */
    <T> T ask(String caller, Reading<T> reading) {
        try (Connection connection = dataSource.get().getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setQueryTimeout(SECONDS);
            statement.setString(1, caller);
            try (ResultSet rows = statement.executeQuery()) {
                return reading.of(rows);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the query in " + setting + " failed", e);
        }
    }

    @SuppressWarnings("BanJNDI") // the name is the operator's, from the settings
    private static DataSource lookup(String name, String setting) {
        try {
            return InitialContext.doLookup(name);
        } catch (NamingException e) {
            throw new IllegalStateException("there is no data source " + name + " (" + setting + ")", e);
        }
    }
}
