// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.jpa;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;

/** A data source whose database can be taken away, with the connections that are open, and given back. */
final class SwitchableDataSource extends OneAccountDataSource {

    private final List<Connection> given = new CopyOnWriteArrayList<>();
    private volatile boolean off;

    SwitchableDataSource(DataSource database) {
        super(database);
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
        Connection connection = database().getConnection();
        given.add(connection);
        return connection;
    }
}
