// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import jakarta.annotation.Resource;
import jakarta.annotation.security.DeclareRoles;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import javax.sql.DataSource;

/** Lets the tests of the rollout do what time and a DBA do. The role is one that the old application lacks. */
@WebServlet("/test/offers")
@DeclareRoles("temp")
public class OfferServlet extends HttpServlet {

    @Resource(lookup = "java:comp/DefaultDataSource")
    private DataSource database;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (request.getParameter("do")) {
            case "forget" -> {
                execute("DELETE FROM PASSKEY");
                execute("DELETE FROM PASSKEY_USER");
                execute("DELETE FROM PASSKEY_OFFER");
            }
            case "wait" -> execute("UPDATE PASSKEY_OFFER SET ASKED_MS = 0, REQUIRED_MS = 0 * REQUIRED_MS");
            case "sync" -> execute("UPDATE PASSKEY SET BACKED_UP = TRUE");
            case "move" -> execute("UPDATE PASSKEY SET RP_ID = 'old.localhost'");
            case "give" -> {
                String name = request.getParameter("to");
                execute("UPDATE PASSKEY_USER SET CALLER = '" + name + "', CALLER_HASH = '" + hash(name) + "'");
            }
            default -> response.sendError(HttpServletResponse.SC_BAD_REQUEST);
        }
    }

    private void execute(String sql) throws IOException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    private static String hash(String name) throws IOException {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IOException(e);
        }
    }
}
