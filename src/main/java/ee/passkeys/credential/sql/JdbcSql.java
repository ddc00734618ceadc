// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.sql;

import ee.passkeys.credential.StoreUnavailableException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** SQL on a plain connection, for the command line. */
public final class JdbcSql implements Sql {

    private final Connection connection;

    /**
     * Takes a connection.
     *
     * @param connection open, with a transaction that the caller ends
     */
    public JdbcSql(Connection connection) {
        this.connection = connection;
    }

    @Override
    public List<Row> query(int most, String statement, Object... parameters) {
        try (PreparedStatement query = prepare(statement, parameters)) {
            query.setMaxRows(most);
            try (ResultSet result = query.executeQuery()) {
                return rows(result);
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public List<Row> first(int most, String statement, Object... parameters) {
        try {
            return query(most, RowLimit.of(connection).limited(statement, most), parameters);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public int change(String statement, Object... parameters) {
        try (PreparedStatement update = prepare(statement, parameters)) {
            return update.executeUpdate();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private PreparedStatement prepare(String statement, Object... parameters) throws SQLException {
        PreparedStatement prepared = connection.prepareStatement(statement);
        for (int i = 0; i < parameters.length; i++) {
            prepared.setObject(i + 1, parameters[i]);
        }
        return prepared;
    }

    private static List<Row> rows(ResultSet result) throws SQLException {
        List<Row> rows = new ArrayList<>();
        @Nullable Object[] columns = new @Nullable Object[result.getMetaData().getColumnCount()];
        while (result.next()) {
            for (int i = 0; i < columns.length; i++) {
                columns[i] = result.getObject(i + 1);
            }
            rows.add(Row.of(columns.clone()));
        }
        return rows;
    }

    private static StoreUnavailableException failed(SQLException e) {
        String said = String.valueOf(e.getMessage()).strip().replaceAll("\\s+", " ");
        return new StoreUnavailableException("the passkey database fails: " + said, e);
    }
}
