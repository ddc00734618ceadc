// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import ee.passkeys.api.AccountStatus;
import ee.passkeys.config.Settings.AccountSettings;
import java.sql.SQLException;
import java.util.Optional;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The query of the settings")
class SqlAccountStatusTest {

    private JdbcDataSource database;

    @BeforeEach
    void makeAccounts() throws SQLException {
        database = AccountTable.of(
                "CREATE TABLE ACCOUNT (NAME VARCHAR(50), LOCKED BOOLEAN)",
                "INSERT INTO ACCOUNT VALUES ('ada', FALSE), ('eve', TRUE)");
    }

    @Test
    void findsTheAccountsThatAreActive() {
        AccountStatus accounts =
                new SqlAccountStatus(() -> database, "SELECT 1 FROM ACCOUNT WHERE NAME = ? AND NOT LOCKED");

        assertThat(accounts.isActive("ada")).isTrue();
        assertThat(accounts.isActive("eve")).isFalse();
        assertThat(accounts.isActive("nobody")).isFalse();
        assertThat(accounts.isActive("ada' OR '1'='1")).isFalse();
    }

    @Test
    void letsNobodyInWhenItFails() {
        AccountStatus accounts = new SqlAccountStatus(() -> database, "SELECT 1 FROM NOWHERE WHERE NAME = ?");

        assertThatIllegalStateException()
                .isThrownBy(() -> accounts.isActive("ada"))
                .withMessageContaining("passkeys.account.active-query");
    }

    @Test
    void takesEveryAccountForActiveWhereThereIsNone() {
        assertThat(SqlAccountStatus.of(new AccountSettings(Optional.empty(), Optional.empty(), "none"))
                        .isActive("anybody"))
                .isTrue();
    }
}
