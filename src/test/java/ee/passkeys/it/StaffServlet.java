// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import jakarta.annotation.Resource;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** The tests' hand on a table of the application's own that says who is in which group: writes it anew, or takes it away. */
@WebServlet("/test/staff")
public class StaffServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Resource(lookup = "java:comp/DefaultDataSource")
    private transient DataSource database;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try (Connection connection = database.getConnection();
                Statement table = connection.createStatement()) {
            table.execute("DROP TABLE IF EXISTS STAFF_MEMBER");
            if (request.getParameter("name") == null) {
                return;
            }
            table.execute("CREATE TABLE STAFF_MEMBER (NAME VARCHAR(20), GROUP_NAME VARCHAR(20))");
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO STAFF_MEMBER VALUES (?, ?)")) {
                for (String group : request.getParameter("groups").split(",")) {
                    insert.setString(1, request.getParameter("name"));
                    insert.setString(2, group);
                    insert.executeUpdate();
                }
            }
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }
}
