// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ee.passkeys.credential.jpa.Databases;
import ee.passkeys.credential.jpa.TestDatabases;
import jakarta.persistence.LockTimeoutException;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PessimisticLockException;
import jakarta.persistence.QueryTimeoutException;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What a database complains of")
class SqlErrorsTest {

    @ParameterizedTest
    @ArgumentsSource(Databases.class)
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
        return SqlErrors.isDuplicate(catchThrowableOfType(SQLException.class, () -> statement.execute(sql)));
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
        assertThat(SqlErrors.isDuplicate(wrapped(new SQLException(database, state, code))))
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
        "PostgreSQL serialization, 40001, 0",
        "no answer, 08006, 0",
        "other, 42000, 1",
        "nothing said,, 1",
    })
    void isNoKeyThatExists(String database, String state, int code) {
        assertThat(SqlErrors.isDuplicate(wrapped(new SQLException(database, state, code))))
                .isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "PostgreSQL serialization, 40001, 0",
        "PostgreSQL deadlock, 40P01, 0",
        "PostgreSQL lock, 55P03, 0",
        "H2 deadlock, 40001, 40001",
        "H2 lock, HYT00, 50200",
        "H2 row changed, 90131, 90131",
        "MySQL lock, 40001, 1205",
        "MariaDB lock, HY000, 1205",
        "MariaDB deadlock, 40001, 1213",
        "MariaDB row changed since it was read, HY000, 1020",
        "MySQL lock that is not waited for, HY000, 3572",
        "Oracle lock, 61000, 54",
        "Oracle deadlock, 61000, 60",
        "Oracle lock after a while, 99999, 30006",
        "Oracle serialization, 72000, 8177",
        "SQL Server deadlock, 40001, 1205",
        "SQL Server lock, S0051, 1222",
        "SQL Server row changed, S0005, 3960",
        "Db2 rolled back, 40001, -911",
        "Db2 lock, 57033, -913",
        "Derby lock, 40XL1, 30000",
        "PostgreSQL key, 23505, 0",
        "MariaDB key, 23000, 1062",
    })
    void isThatOthersWereFirst(String database, String state, int code) {
        assertThat(SqlErrors.isContention(wrapped(new SQLException(database, state, code))))
                .isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "no answer, 08006, 0",
        "no more connections, 53300, 0",
        "PostgreSQL stops, 57P01, 0",
        "PostgreSQL took too long, 57014, 0",
        "H2 stops, 90121, 90121",
        "nobody knows whether it was done, 40003, 0",
        "no table, 42S02, 1146",
        "PostgreSQL reference, 23503, 0",
        "MariaDB reference, 23000, 1452",
        "nothing said,, 0",
    })
    void isNotThatOthersWereFirst(String database, String state, int code) {
        assertThat(SqlErrors.isContention(wrapped(new SQLException(database, state, code))))
                .isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "any text too long, 22001, 0",
        "PostgreSQL letter 0, 22021, 0",
        "MariaDB letters, 22007, 1366",
        "MySQL letters, HY000, 1366",
        "Oracle text too long, 72000, 12899",
        "Oracle long value, 72000, 1461",
        "SQL Server text too long, S0001, 2628",
        "SQL Server text too long before 2019, 22001, 8152",
        "PostgreSQL reference, 23503, 0",
        "MariaDB reference, 23000, 1452",
        "PostgreSQL null, 23502, 0",
        "PostgreSQL key, 23505, 0",
        "PostgreSQL deadlock, 40P01, 0",
    })
    void isAnAnswer(String database, String state, int code) {
        assertThat(SqlErrors.isAnswer(wrapped(new SQLException(database, state, code))))
                .isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "no answer, 08006, 0",
        "no more connections, 53300, 0",
        "PostgreSQL took too long, 57014, 0",
        "Oracle is going away, 72000, 1089",
        "MySQL has no more statements, HY000, 1461",
        "no table, 42S02, 1146",
        "nothing said,, 0",
    })
    void isNoAnswer(String database, String state, int code) {
        assertThat(SqlErrors.isAnswer(wrapped(new SQLException(database, state, code))))
                .isFalse();
    }

    @Test
    void isThatOthersWereFirstWhereOnlyTheProviderSaysSo() {
        assertThat(SqlErrors.isContention(wrapped(new OptimisticLockException())))
                .isTrue();
        assertThat(SqlErrors.isContention(wrapped(new PessimisticLockException())))
                .isTrue();
        assertThat(SqlErrors.isContention(wrapped(new LockTimeoutException()))).isTrue();
        assertThat(SqlErrors.isContention(wrapped(new QueryTimeoutException()))).isFalse();
    }

    @Test
    void isFoundInWhatATransactionManagerAttaches() {
        RuntimeException rolledBack = new IllegalStateException("rolled back");
        rolledBack.addSuppressed(new SQLException("serialization", "40001"));

        assertThat(SqlErrors.isContention(rolledBack)).isTrue();
    }

    @Test
    void isLookedForOnceWhereFaultsPointAtEachOther() {
        Exception one = new Exception("one");
        one.addSuppressed(new Exception("other", one));

        assertThat(SqlErrors.isContention(one)).isFalse();
    }

    @Test
    void isFoundBehindAnotherException() {
        SQLException batch = new BatchUpdateException("batch", "HY000", 0, new int[0]);
        batch.setNextException(new SQLException("key", "23505"));

        assertThat(SqlErrors.isDuplicate(wrapped(batch))).isTrue();
    }

    @Test
    void isToldInOneLine() {
        SQLException said = new SQLException("Table PASSKEY\nnot found");

        assertThat(SqlErrors.unavailable(wrapped(said)))
                .hasMessage("the passkey database fails: Table PASSKEY not found");
        assertThat(SqlErrors.reason(new IllegalStateException((String) null)))
                .isEqualTo("java.lang.IllegalStateException");
    }

    private static RuntimeException wrapped(Exception thrown) {
        return new IllegalStateException("provider", new IllegalStateException("driver", thrown));
    }
}
