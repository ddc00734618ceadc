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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;

/** The tests' window on what was noted at logins by password: shows the groups of a caller, and takes them away as a DBA could. */
@WebServlet("/test/recorded-groups")
public class RecordedGroupsServlet extends HttpServlet {

    private static final String OF_CALLER =
            " WHERE CALLER_HASH IN (SELECT CALLER_HASH FROM PASSKEY_PASSWORD_LOGIN WHERE CALLER = ?)";

    @Resource(lookup = "java:comp/DefaultDataSource")
    private DataSource database;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Set<String> groups = new TreeSet<>();
        try (Connection connection = database.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("SELECT GROUP_NAME FROM PASSKEY_PASSWORD_GROUP" + OF_CALLER)) {
            select.setString(1, request.getParameter("caller"));
            ResultSet rows = select.executeQuery();
            while (rows.next()) {
                groups.add(rows.getString(1));
            }
        } catch (SQLException e) {
            throw new IOException(e);
        }
        response.setContentType("text/plain");
        response.getWriter().print(groups);
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try (Connection connection = database.getConnection();
                PreparedStatement delete =
                        connection.prepareStatement("DELETE FROM PASSKEY_PASSWORD_GROUP" + OF_CALLER)) {
            delete.setString(1, request.getParameter("caller"));
            delete.executeUpdate();
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }
}
