// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.jpa;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
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

    /** An empty one. */
    public abstract DataSource create();

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
