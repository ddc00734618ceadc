// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.jpa;

import ee.passkeys.config.Settings.SchemaMode;
import ee.passkeys.credential.schema.Schema;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** Databases for tests, each empty: H2 in memory, and schemas of a real PostgreSQL and a real MariaDB, each started once for all tests. */
public enum TestDatabases {
    H2 {
        @Override
        public DataSource create() {
            return JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
        }
    },
    POSTGRESQL {
        @Override
        public DataSource create() {
            String schema = "s" + UUID.randomUUID().toString().replace('-', '_');
            try (Connection connection = Postgres.SERVER.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE SCHEMA " + schema);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            PGSimpleDataSource dataSource = new PGSimpleDataSource();
            dataSource.setUrl(Postgres.SERVER.getJdbcUrl("postgres", "postgres"));
            dataSource.setCurrentSchema(schema);
            return dataSource;
        }
    },
    MARIADB {
        @Override
        public DataSource create() {
            return MariaDb.newDatabase();
        }
    };

    private @Nullable DataSource shared;

    /** An empty one. */
    public abstract DataSource create();

    /** One with the tables of the product, for a single test: no row was ever in them. */
    final DataSource createWithTables() {
        DataSource created = create();
        new Schema(created).prepare(SchemaMode.MIGRATE, Duration.ofMinutes(1));
        return created;
    }

    /** One with the tables of the product and not a row in them: the same for every test that asks, one after the other. */
    final synchronized DataSource withTables() {
        DataSource known = shared;
        if (known == null) {
            known = createWithTables();
            shared = known;
        } else {
            empty(known);
        }
        return known;
    }

    private static void empty(DataSource database) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            Deque<String> left = new ArrayDeque<>(tables(connection));
            for (int tries = left.size() * left.size(); !left.isEmpty(); tries--) {
                String table = left.removeFirst();
                try {
                    statement.execute("DELETE FROM " + table);
                } catch (SQLException e) {
                    // Rows of another table, which comes later, refer to it.
                    if (tries <= 0) {
                        throw e;
                    }
                    left.addLast(table);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<String> tables(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        String[] kinds = {"TABLE", "BASE TABLE"};
        try (ResultSet all =
                connection.getMetaData().getTables(connection.getCatalog(), connection.getSchema(), "%", kinds)) {
            while (all.next()) {
                tables.add(all.getString("TABLE_NAME"));
            }
        }
        tables.removeIf(
                table -> table.equalsIgnoreCase(Schema.CHANGELOG_TABLE) || table.equalsIgnoreCase(Schema.LOCK_TABLE));
        return tables;
    }

    private static final class Postgres {

        static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder().start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
