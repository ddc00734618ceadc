// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("What a database complains of")
class SqlFaultsTest {

    @ParameterizedTest
    @EnumSource(TestDatabases.class)
    void isToldApartOnARealDatabase(TestDatabases database) throws SQLException {
        try (Connection connection = database.create().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE PARENT (ID VARCHAR(9) PRIMARY KEY, NAME VARCHAR(9) NOT NULL UNIQUE)");
            statement.execute("CREATE TABLE CHILD (ID VARCHAR(9) NOT NULL, FOREIGN KEY (ID) REFERENCES PARENT (ID))");
            statement.execute("INSERT INTO PARENT VALUES ('1', 'a')");

            assertThat(meansDuplicate(statement, "INSERT INTO PARENT VALUES ('1', 'b')"))
                    .isTrue();
            assertThat(meansDuplicate(statement, "INSERT INTO PARENT VALUES ('2', 'a')"))
                    .isTrue();
            assertThat(meansDuplicate(statement, "INSERT INTO PARENT VALUES ('3', NULL)"))
                    .isFalse();
            assertThat(meansDuplicate(statement, "INSERT INTO CHILD VALUES ('9')"))
                    .isFalse();
            assertThat(meansDuplicate(statement, "INSERT INTO NOBODY VALUES ('1')"))
                    .isFalse();
        }
    }

    private static boolean meansDuplicate(Statement statement, String sql) {
        return SqlFaults.isDuplicate(catchThrowableOfType(SQLException.class, () -> statement.execute(sql)));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "PostgreSQL, 23505, 0",
        "H2, 23505, 23505",
        "Db2, 23505, -803",
        "Oracle, 23000, 1",
        "MariaDB, 23000, 1062",
        "SQL Server key, 23000, 2627",
        "SQL Server index, 23000, 2601",
    })
    void isAKeyThatExists(String database, String state, int code) {
        assertThat(SqlFaults.isDuplicate(wrapped(new SQLException(database, state, code))))
                .isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "PostgreSQL reference, 23503, 0",
        "PostgreSQL null, 23502, 0",
        "H2 reference, 23506, 23506",
        "Oracle reference, 23000, 2291",
        "MariaDB reference, 23000, 1452",
        "SQL Server reference, 23000, 547",
        "MariaDB deadlock, 40001, 1213",
        "MariaDB row changed since it was read, HY000, 1020",
        "PostgreSQL serialisation, 40001, 0",
        "no answer, 08006, 0",
        "other, 42000, 1",
        "nothing said,, 1",
    })
    void isNoKeyThatExists(String database, String state, int code) {
        assertThat(SqlFaults.isDuplicate(wrapped(new SQLException(database, state, code))))
                .isFalse();
    }

    @Test
    void isFoundBehindAnotherException() {
        SQLException batch = new BatchUpdateException("batch", "HY000", 0, new int[0]);
        batch.setNextException(new SQLException("key", "23505"));

        assertThat(SqlFaults.isDuplicate(wrapped(batch))).isTrue();
    }

    @Test
    void isToldInOneLine() {
        SQLException said = new SQLException("Table PASSKEY\nnot found");

        assertThat(SqlFaults.unavailable(wrapped(said)))
                .hasMessage("the database of passkeys fails: Table PASSKEY not found");
        assertThat(SqlFaults.reason(new IllegalStateException((String) null)))
                .isEqualTo("java.lang.IllegalStateException");
    }

    private static RuntimeException wrapped(SQLException thrown) {
        return new IllegalStateException("provider", new IllegalStateException("driver", thrown));
    }
}
