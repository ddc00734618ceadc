// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.jpa;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLNonTransientConnectionException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** A data source whose database can be taken away, with the connections that are open, and given back. */
final class SwitchableDataSource implements DataSource {

    private final DataSource database;
    private final List<Connection> given = new CopyOnWriteArrayList<>();
    private volatile boolean off;

    SwitchableDataSource(DataSource database) {
        this.database = database;
    }

    void turnOff() {
        off = true;
        for (Connection connection : given) {
            try {
                connection.close();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    void turnOn() {
        off = false;
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (off) {
            throw new SQLNonTransientConnectionException("the database is away", "08001");
        }
        Connection connection = database.getConnection();
        given.add(connection);
        return connection;
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    @Override
    public PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {}

    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("no " + type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
