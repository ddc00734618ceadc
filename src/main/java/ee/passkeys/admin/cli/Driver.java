// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.admin.cli;

import ee.passkeys.admin.JdbcDatabase.Connector;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import java.util.ServiceLoader;

/** Driver of a database, in a jar of its own. */
final class Driver {

    private Driver() {}

    /** Takes the first driver that knows the address. */
    static Connector of(Optional<String> jar, String url, Optional<String> user, Optional<String> password)
            throws WrongUsageException {
        Properties properties = new Properties();
        user.ifPresent(name -> properties.setProperty("user", name));
        password.ifPresent(secret -> properties.setProperty("password", secret));
        ServiceLoader<java.sql.Driver> drivers = ServiceLoader.load(
                java.sql.Driver.class, jar.isPresent() ? loader(jar.get()) : Driver.class.getClassLoader());
        return () -> {
            for (java.sql.Driver driver : drivers) {
                Connection connection = driver.connect(url, properties);
                if (connection != null) {
                    return connection;
                }
            }
            throw new SQLException("no driver for this URL; give its jar by --driver-jar");
        };
    }

    private static ClassLoader loader(String jar) throws WrongUsageException {
        Path file = Path.of(jar);
        if (!Files.isRegularFile(file)) {
            throw new WrongUsageException("There is no file " + jar + ".");
        }
        try {
            return new URLClassLoader(new URL[] {file.toUri().toURL()}, Driver.class.getClassLoader());
        } catch (IOException e) {
            throw new WrongUsageException("Invalid file name: " + jar);
        }
    }
}
