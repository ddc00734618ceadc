// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.admin;

import ee.passkeys.credential.StoreUnavailableException;
import ee.passkeys.credential.sql.JdbcSql;
import ee.passkeys.problem.ProblemException;
import java.sql.Connection;
import java.sql.SQLException;

/** Database by a plain connection for each act, for the day that no server runs. */
public final class JdbcDatabase implements AdminDatabase {

    private final Connector connector;

    /**
     * Takes a way to connect.
     *
     * @param connector opens a connection, which is closed after each act
     */
    public JdbcDatabase(Connector connector) {
        this.connector = connector;
    }

    /** Way to connect to a database. */
    @FunctionalInterface
    public interface Connector {

        /**
         * Connects.
         *
         * @return a new connection
         * @throws SQLException when it cannot
         */
        Connection connect() throws SQLException;
    }

    @Override
    public <T> T transact(Work<T> work) throws ProblemException {
        try (Connection connection = connector.connect()) {
            connection.setAutoCommit(false);
            boolean done = false;
            try {
                T result = work.run(new JdbcSql(connection));
                connection.commit();
                done = true;
                return result;
            } finally {
                if (!done) {
                    connection.rollback();
                }
            }
        } catch (SQLException e) {
            throw new StoreUnavailableException("the database fails: " + e.getMessage(), e);
        }
    }
}
