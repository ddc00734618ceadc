// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import jakarta.annotation.Resource;
import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** The tests' window on the server: how many rows and sessions there are, and a way to take a table away. Not part of the demo. */
@WebServlet("/test/tables")
public class TablesServlet extends HttpServlet {

    private static final List<String> TABLES =
            List.of("PASSKEY_USER", "PASSKEY", "PASSKEY_SPENT_CEREMONY", "PASSKEY_SECRET");
    private static final AtomicInteger SESSIONS = new AtomicInteger();

    @Resource(lookup = "java:comp/DefaultDataSource")
    private DataSource database;

    /** Counts the sessions that are open. */
    @WebListener
    public static class Sessions implements HttpSessionListener {

        @Override
        public void sessionCreated(HttpSessionEvent event) {
            SESSIONS.incrementAndGet();
        }

        @Override
        public void sessionDestroyed(HttpSessionEvent event) {
            SESSIONS.decrementAndGet();
        }
    }

    /** Writes the counts as JSON. */
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        StringBuilder json = new StringBuilder("{\"sessions\":" + SESSIONS.get());
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                try (ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
                    rows.next();
                    json.append(",\"").append(table).append("\":").append(rows.getInt(1));
                }
            }
        } catch (SQLException e) {
            throw new IOException(e);
        }
        response.setContentType("application/json");
        response.getWriter().print(json.append("}"));
    }

    /** Takes a table away or gives it back. */
    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "ALTER TABLE " + request.getParameter("from") + " RENAME TO " + request.getParameter("to"));
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }
}
