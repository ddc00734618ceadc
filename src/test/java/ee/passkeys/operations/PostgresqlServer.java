// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** PostgreSQL as an operator sets it up: a database and its owner, who needs a password. */
final class PostgresqlServer implements AutoCloseable {

    static final String USER = "passkeys";
    static final String PASSWORD = "correct-horse";

    private static final String ACCESS = """
            host all postgres 127.0.0.1/32 trust
            host all all 127.0.0.1/32 scram-sha-256
            """;

    private final EmbeddedPostgres server;

    private PostgresqlServer(EmbeddedPostgres server) {
        this.server = server;
    }

    static PostgresqlServer start() {
        try {
            PostgresqlServer started =
                    new PostgresqlServer(EmbeddedPostgres.builder().start());
            started.prepare();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/passkeys";
    }

    /** The names of its tables, in lower case. */
    List<String> tables() {
        return query(
                "passkeys", "SELECT lower(table_name) FROM information_schema.tables WHERE table_schema = 'public'");
    }

    /** How many rows a table has. */
    long rows(String table) {
        return Long.parseLong(query("passkeys", "SELECT COUNT(*) FROM " + table).get(0));
    }

    /** Ends all connections that servers have to it, as its restart does; says how many there were. */
    int endConnections() {
        return query(
                        "postgres",
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '" + USER + "'")
                .size();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void prepare() throws IOException {
        execute("CREATE ROLE " + USER + " LOGIN PASSWORD '" + PASSWORD + "'");
        execute("CREATE DATABASE passkeys OWNER " + USER);
        Files.writeString(Path.of(query("postgres", "SHOW hba_file").get(0)), ACCESS);
        query("postgres", "SELECT pg_reload_conf()");
    }

    private void execute(String sql) {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> query(String database, String sql) {
        List<String> rows = new ArrayList<>();
        try (Connection connection = server.getDatabase("postgres", database).getConnection();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            while (found.next()) {
                rows.add(found.getString(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return rows;
    }
}
