// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HexFormat;
import org.h2.tools.Server;

/** People in two tables of an H2 in the JVM of the tests, which servers reach by TCP, and which outlives them. */
final class StaffTable implements Staff, AutoCloseable {

    static final String USER = "sa";
    static final String PASSWORD = "open-all-hours";

    private final Server server;
    private final String url;

    /** As long as it is open, the database stays in memory. */
    private final Connection connection;

    private StaffTable(Server server) throws SQLException {
        this.server = server;
        this.url = "jdbc:h2:tcp://localhost:" + server.getPort() + "/mem:staff";
        this.connection = DriverManager.getConnection(url, USER, PASSWORD);
        run("CREATE TABLE STAFF (NAME VARCHAR(100) PRIMARY KEY, PASSWORD VARCHAR(64))");
        run("CREATE TABLE STAFF_GROUP (NAME VARCHAR(100), GROUP_NAME VARCHAR(100), PRIMARY KEY (NAME, GROUP_NAME))");
    }

    static StaffTable start() {
        try {
            return new StaffTable(Server.createTcpServer("-tcpPort", String.valueOf(Ports.free()), "-ifNotExists")
                    .start());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    String url() {
        return url;
    }

    @Override
    public void hire(String name, String... groups) {
        run("INSERT INTO STAFF VALUES (?, ?)", name, sha256(LegacyJob.PASSWORD));
        move(name, groups);
    }

    @Override
    public void move(String name, String... groups) {
        run("DELETE FROM STAFF_GROUP WHERE NAME = ?", name);
        for (String group : groups) {
            run("INSERT INTO STAFF_GROUP VALUES (?, ?)", name, group);
        }
    }

    /** The groups stay, as they do where nobody has thought of them. */
    @Override
    public void dismiss(String name) {
        run("DELETE FROM STAFF WHERE NAME = ?", name);
    }

    /** Nobody can bring a password for that name any more. */
    void takePassword(String name) {
        run("UPDATE STAFF SET PASSWORD = NULL WHERE NAME = ?", name);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } finally {
            server.stop();
        }
    }

    private void run(String sql, String... values) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
