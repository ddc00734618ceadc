// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import jakarta.annotation.Resource;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Gives grace, who is an administrator of the demo, a colleague: edith, with the same password. Not part of the demo. */
@WebListener
public class SecondAdministrator implements ServletContextListener {

    @Resource(lookup = "java:comp/DefaultDataSource")
    private DataSource database;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("DELETE FROM DEMO_ACCOUNT WHERE NAME_KEY = 'edith'");
            statement.executeUpdate(
                    "INSERT INTO DEMO_ACCOUNT (NAME_KEY, NAME, DISPLAY_NAME, PASSWORD_HASH, ROLES, ACTIVE)"
                            + " SELECT 'edith', 'edith', 'Edith Clarke', PASSWORD_HASH, ROLES, ACTIVE FROM DEMO_ACCOUNT"
                            + " WHERE NAME_KEY = 'grace'");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
