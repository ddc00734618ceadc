// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.admin;

import ee.passkeys.api.PasskeyEvent;
import ee.passkeys.credential.Journal;
import ee.passkeys.credential.StoreUnavailableException;
import ee.passkeys.credential.sql.JdbcSql;
import ee.passkeys.problem.ProblemException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

/** Database by a plain connection for each act, for the day that no server runs. */
public final class JdbcDatabase implements AdminDatabase {

    private final Connector connector;
    private final Journal journal;

    /**
     * Takes a way to connect.
     *
     * @param connector opens a connection, which is closed after each act
     */
    public JdbcDatabase(Connector connector) {
        this(connector, Journal.NONE);
    }

    private JdbcDatabase(Connector connector, Journal journal) {
        this.connector = connector;
        this.journal = journal;
    }

    /**
     * The same database with an audit table.
     *
     * @param other records what is done
     * @return the database
     */
    public JdbcDatabase with(Journal other) {
        return new JdbcDatabase(connector, other);
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
        return transact(work, result -> List.of(), "");
    }

    @Override
    public <T> T transact(Work<T> work, Function<T, List<PasskeyEvent>> told, String actor) throws ProblemException {
        try (Connection connection = connector.connect();
                Journal.Entries entries = journal.begin()) {
            connection.setAutoCommit(false);
            boolean done = false;
            try {
                JdbcSql sql = new JdbcSql(connection);
                T result = work.run(sql);
                told.apply(result).forEach(event -> entries.add(sql, event, actor));
                entries.committing();
                connection.commit();
                entries.committed();
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
