// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The renamed libraries in the {@code -all} jar still work, alone in a class loader that sees the JDK and nothing else. */
class AllJarIT {

    private static final String SHADED = "ee.passkeys.shaded.";

    private URLClassLoader jar;
    private ClassLoader before;

    @BeforeEach
    void loadJar() throws MalformedURLException {
        File file = new File(System.getProperty("passkeys.it.all-jar", "no system property passkeys.it.all-jar"));
        assertThat(file).isFile();
        jar = new URLClassLoader(new URL[] {file.toURI().toURL()}, ClassLoader.getPlatformClassLoader());
        before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(jar);
    }

    @AfterEach
    void unloadJar() throws IOException {
        Thread.currentThread().setContextClassLoader(before);
        jar.close();
    }

    @Test
    void bringsTheTablesUpToDateWithItsOwnLiquibase() throws Exception {
        JdbcDataSource database = database("all-jar");
        try (Connection open = database.getConnection()) {
            prepare(database, "MIGRATE");
            List<String> tables = tables(open);
            assertThat(tables).contains("PASSKEY_CHANGELOG").hasSizeGreaterThan(4);

            prepare(database, "MIGRATE");
            prepare(database, "VALIDATE");
            assertThat(tables(open)).isEqualTo(tables);
        }
    }

    @Test
    void readsJsonWithItsOwnJackson() throws Exception {
        Object mapper = shaded("com.fasterxml.jackson.databind.ObjectMapper")
                .getConstructor()
                .newInstance();
        Method readTree = mapper.getClass().getMethod("readTree", String.class);
        assertThat(readTree.invoke(mapper, "{\"a\": [1.5]}")).hasToString("{\"a\":[1.5]}");
    }

    @Test
    void readsCborWithItsOwnLibrary() throws Exception {
        Method decode = shaded("com.upokecenter.cbor.CBORObject").getMethod("DecodeFromBytes", byte[].class);
        assertThat(decode.invoke(null, (Object) new byte[] {(byte) 0xa1, 1, 2})).hasToString("{1: 2}");
    }

    @Test
    void logsToTheJdk() throws Exception {
        Method factory = shaded("org.slf4j.LoggerFactory").getMethod("getILoggerFactory");
        assertThat(factory.invoke(null).getClass().getName()).isEqualTo(SHADED + "org.slf4j.jul.JDK14LoggerFactory");
    }

    @Test
    void verifiesWithItsOwnYubicoLibrary() throws Exception {
        assertThat(Class.forName(SHADED + "com.yubico.webauthn.RelyingParty", true, jar)
                        .getClassLoader())
                .isSameAs(jar);
        assertThatThrownBy(() -> Class.forName("com.yubico.webauthn.RelyingParty", true, jar))
                .isInstanceOf(ClassNotFoundException.class);
    }

    @Test
    void saysInItsManifestWhatServersAndPeopleNeed() throws Exception {
        try (JarFile file = new JarFile(System.getProperty("passkeys.it.all-jar"))) {
            Attributes manifest = file.getManifest().getMainAttributes();
            assertThat(manifest.getValue("Main-Class")).isEqualTo("ee.passkeys.install.Main");
            assertThat(manifest.getValue("Dependencies")).isEqualTo("org.hibernate optional services");
            assertThat(manifest.getValue("Automatic-Module-Name")).isEqualTo("ee.passkeys");
            assertThat(manifest.getValue("Implementation-Version")).isNotBlank();
        }
    }

    private Class<?> shaded(String name) throws ClassNotFoundException {
        return Class.forName(SHADED + name, true, jar);
    }

    /** What the product does at its start. */
    private void prepare(DataSource database, String mode) throws ReflectiveOperationException {
        Class<?> schema = Class.forName("ee.passkeys.credential.Schema", true, jar);
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
        try (ResultSet tables = connection.getMetaData().getTables(null, "PUBLIC", null, new String[] {"BASE TABLE"})) {
            while (tables.next()) {
                names.add(tables.getString("TABLE_NAME"));
            }
        }
        return names;
    }

    private static JdbcDataSource database(String name) {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + name);
        return database;
    }
}
