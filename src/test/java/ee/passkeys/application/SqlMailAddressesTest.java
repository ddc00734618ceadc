// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import ee.passkeys.config.Settings.MailSettings;
import java.sql.SQLException;
import java.util.Optional;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The query for mail addresses")
class SqlMailAddressesTest {

    private JdbcDataSource database;

    @BeforeEach
    void makeAccounts() throws SQLException {
        database = AccountTable.of(
                "CREATE TABLE ACCOUNT (NAME VARCHAR(50), MAIL VARCHAR(50))",
                "INSERT INTO ACCOUNT VALUES ('ada', ' ada@example.com '), ('eve', NULL), ('bob', ' ')");
    }

    @Test
    void findsTheAddressOfAUserWhoHasOne() {
        MailAddresses addresses = addresses("SELECT MAIL FROM ACCOUNT WHERE NAME = ?");

        assertThat(addresses.of("ada")).hasValue("ada@example.com");
        assertThat(addresses.of("eve")).isEmpty();
        assertThat(addresses.of("bob")).isEmpty();
        assertThat(addresses.of("ada' OR '1'='1")).isEmpty();
    }

    @Test
    void isNoAnswerWhereItFails() {
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        addresses("SELECT MAIL FROM NOWHERE WHERE NAME = ?").of("ada"))
                .withMessageContaining("passkeys.mail.address-query");
    }

    @Test
    void isAskedOfTheDataSourceOfTheSettings() {
        assertThatIllegalStateException()
                .isThrownBy(() -> SqlMailAddresses.of(settings(Optional.of("SELECT 1 WHERE 'a' = ?")))
                        .of("ada"))
                .withMessage("there is no data source jdbc/none (passkeys.mail.data-source)");
        assertThat(SqlMailAddresses.of(settings(Optional.empty())).of("ada")).isEmpty();
    }

    private MailAddresses addresses(String query) {
        return new SqlMailAddresses(new SqlQuery(() -> database, query, "passkeys.mail.address-query"));
    }

    private static MailSettings settings(Optional<String> query) {
        return new MailSettings(
                Optional.empty(), "", query, "jdbc/none", "en", "/", "https://example.com/passkeys/", false);
    }
}
