// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import ee.passkeys.config.Settings.GroupSettings;
import ee.passkeys.config.Settings.ParityMode;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The query for groups")
class SqlGroupsTest {

    private JdbcDataSource database;

    @BeforeEach
    void makeRoles() throws SQLException {
        database = AccountTable.of(
                "CREATE TABLE ROLES (NAME VARCHAR(50), ROLE VARCHAR(50))",
                "INSERT INTO ROLES VALUES ('ada', 'user'), ('ada', 'admin'), ('eve', NULL)");
    }

    @Test
    void findsTheGroupsOfACaller() {
        SqlGroups groups = new SqlGroups(() -> database, "SELECT ROLE FROM ROLES WHERE NAME = ?");

        assertThat(groups.of("ada")).containsExactlyInAnyOrder("user", "admin");
        assertThat(groups.of("eve")).isEmpty();
        assertThat(groups.of("ada' OR '1'='1")).isEmpty();
    }

    @Test
    void givesNoneWhenItFails() {
        SqlGroups groups = new SqlGroups(() -> database, "SELECT ROLE FROM NOWHERE WHERE NAME = ?");

        assertThatIllegalStateException()
                .isThrownBy(() -> groups.of("ada"))
                .withMessageContaining("passkeys.groups.query");
    }

    @Test
    void isAskedOfTheDataSourceOfTheSettings() {
        SqlGroups groups =
                SqlGroups.of(settings(Optional.of("SELECT 1 WHERE 'a' = ?"))).orElseThrow();

        assertThatIllegalStateException()
                .isThrownBy(() -> groups.of("ada"))
                .withMessage("there is no data source jdbc/none (passkeys.groups.data-source)");
        assertThat(SqlGroups.of(settings(Optional.empty()))).isEmpty();
    }

    private static GroupSettings settings(Optional<String> query) {
        return new GroupSettings(query, "jdbc/none", false, ParityMode.OFF, Map.of());
    }
}
