// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.credential.jpa.Databases;
import ee.passkeys.credential.jpa.TestDatabases;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** What the {@code -all} jar has left of Liquibase makes the tables. */
class AllJarSchemaIT extends AllJarContract {

    @ParameterizedTest
    @ArgumentsSource(Databases.class)
    void bringsTheTablesUpToDateWithItsOwnLiquibase(TestDatabases databases) throws Exception {
        DataSource database = created(databases);
        try (Connection open = database.getConnection()) {
            prepare(database, "MIGRATE");
            List<String> tables = tables(open);
            assertThat(tables).anyMatch("PASSKEY_CHANGELOG"::equalsIgnoreCase).hasSizeGreaterThan(4);

            prepare(database, "MIGRATE");
            prepare(database, "VALIDATE");
            assertThat(tables(open)).isEqualTo(tables);
        }
    }

    /** The database's server comes from the class path of the tests. */
    private DataSource created(TestDatabases databases) {
        Thread.currentThread().setContextClassLoader(before);
        try {
            return databases.create();
        } finally {
            Thread.currentThread().setContextClassLoader(jar);
        }
    }

    /** What the product does at its start. */
    private void prepare(DataSource database, String mode) throws ReflectiveOperationException {
        Class<?> schema = Class.forName("ee.passkeys.credential.schema.Schema", true, jar);
        Class<?> modes = Class.forName("ee.passkeys.config.Settings$SchemaMode", true, jar);
        Constructor<?> constructor = schema.getDeclaredConstructor(DataSource.class);
        constructor.setAccessible(true);
        Method prepare = schema.getDeclaredMethod("prepare", modes, Duration.class);
        prepare.setAccessible(true);
        prepare.invoke(
                constructor.newInstance(database),
                modes.getMethod("valueOf", String.class).invoke(null, mode),
                Duration.ZERO);
    }

    private static List<String> tables(Connection connection) throws SQLException {
        List<String> names = new ArrayList<>();
        String[] types = {"TABLE", "BASE TABLE"};
        try (ResultSet tables =
                connection.getMetaData().getTables(connection.getCatalog(), connection.getSchema(), "%", types)) {
            while (tables.next()) {
                names.add(tables.getString("TABLE_NAME"));
            }
        }
        return names;
    }
}
