// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;

/** How a database is told in a statement that the first rows alone are wanted, so that it reads an index and sorts nothing. */
public enum RowLimit {
    /** {@code LIMIT}: H2, MariaDB, MySQL, PostgreSQL. */
    LIMIT(" LIMIT %d"),
    /** {@code FETCH}, of the SQL standard: Db2, Derby, Oracle, SQL Server. */
    FETCH(" OFFSET 0 ROWS FETCH NEXT %d ROWS ONLY"),
    /** The driver alone is told. */
    OF_DRIVER("");

    private final String clause;

    RowLimit(String clause) {
        this.clause = clause;
    }

    /**
     * Returns the one of a database.
     *
     * @param connection a connection to it
     * @return {@link #OF_DRIVER} for a database that we do not know
     * @throws SQLException when it cannot be asked
     */
    public static RowLimit of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName().toLowerCase(Locale.ROOT);
        if (product.matches("(h2|mariadb|mysql|postgresql).*")) {
            return LIMIT;
        }
        return product.matches("(apache derby|db2|microsoft sql server|oracle).*") ? FETCH : OF_DRIVER;
    }

    /**
     * Limits a query.
     *
     * @param query ends with its order
     * @param most how many rows
     * @return the same query for the first rows
     */
    public String limited(String query, int most) {
        return query + String.format(Locale.ROOT, clause, most);
    }
}
