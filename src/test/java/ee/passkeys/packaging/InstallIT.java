// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.config.Settings.SchemaMode;
import ee.passkeys.credential.schema.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.h2.Driver;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line of the {@code -all} jar, run as its users do, with nothing but the JDK. */
class InstallIT {

    private static final Path JAR =
            Path.of(System.getProperty("passkeys.it.all-jar", "")).toAbsolutePath();
    private static final Path DEMO =
            Path.of(System.getProperty("passkeys.it.demo", "")).toAbsolutePath();
    private static final String ENTRY = "WEB-INF/lib/" + JAR.getFileName();

    @TempDir
    Path directory;

    @Test
    void addsItselfToAPlainWarAndTakesItselfOutAgain() throws Exception {
        Path plain = plainWar(directory.resolve("legacy.war"));

        Run add = run(0, "add", "legacy.war", "-o", "legacy-passkeys.war");

        assertThat(add.out())
                .startsWith("Wrote legacy-passkeys.war, which is legacy.war with " + ENTRY + ".")
                .contains("The login-config of web.xml is FORM")
                .contains("passkeys.rp.id")
                .doesNotContain("Warning");
        assertThat(entryBytes(directory.resolve("legacy-passkeys.war"), ENTRY)).isEqualTo(Files.readAllBytes(JAR));
        assertThat(run(1, "add", "legacy-passkeys.war").err()).contains("already contains passkeys");

        run(0, "remove", "legacy-passkeys.war");
        assertThat(directory.resolve("legacy-passkeys-without-passkeys.war")).hasSameBinaryContentAs(plain);
    }

    @Test
    void takesItselfOutOfTheDemoAndPutsItselfBack() throws Exception {
        run(0, "remove", DEMO, "-o", "plain.war");
        Map<String, Long> plain = entries(directory.resolve("plain.war"));
        assertThat(plain).doesNotContainKey(ENTRY).hasSizeGreaterThan(10);

        Run add = run(0, "add", "plain.war");

        assertThat(add.out()).contains("jakarta namespace").doesNotContain("Warning");
        Map<String, Long> again = entries(directory.resolve("plain-passkeys.war"));
        assertThat(again).isEqualTo(entries(DEMO));
        again.remove(ENTRY);
        assertThat(again).containsExactlyEntriesOf(plain);
    }

    @Test
    void looksAtItsOwnJarAndRefusesIt() throws Exception {
        assertThat(run(1, "inspect", JAR).err()).contains("is a jar, not a WAR");
    }

    @Test
    void tellsItsVersionAndItsUsage() throws Exception {
        String version = JAR.getFileName().toString().replaceFirst("passkeys-ee-(.+)-all\\.jar", "$1");
        assertThat(run(0, "--version").out()).isEqualToIgnoringNewLines("passkeys-ee " + version);
        assertThat(run(0, "--help").out()).contains("java -jar " + JAR.getFileName() + " add <war>");
        assertThat(run(2, "ad").err()).startsWith("Unknown command ad").contains("add <war>");
    }

    @Test
    void administersADatabaseWithADriverAlone() throws Exception {
        String url = "jdbc:h2:file:" + directory.resolve("shop");
        JdbcConnectionPool pool = JdbcConnectionPool.create(url, "sa", "tiger");
        new Schema(pool).prepare(SchemaMode.MIGRATE, Duration.ZERO);
        pool.dispose();
        String driver = Path.of(Driver.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toString();
        Object[] on = {"--url", url, "--user", "sa", "--driver-jar", driver, "--user-base", "/shop"};

        assertThat(run(0, with(on, "codes", "issue", "bob", "--as", "grace")).out())
                .contains("passkeys/recover");
        assertThat(run(0, with(on, "codes", "list")).out()).contains("bob").contains("issued by grace");
        assertThat(run(1, with(on, "users", "show", "nobody")).err()).contains("unknown to passkeys");
        assertThat(run(0, with(on, "codes", "revoke", "bob", "--yes")).out()).startsWith("revoked: 1");
        assertThat(run(0, with(on, "passkeys", "seal", "--yes")).out()).startsWith("sealed: 0");
        assertThat(run(0, with(on, "audit", "export")).out().lines())
                .hasSize(3)
                .allMatch(line -> line.contains("\"origin\":\"command line\""));
        assertThat(run(0, with(on, "audit", "verify")).out()).startsWith("3 rows in 3 chains, all intact");
        JdbcConnectionPool tampering = JdbcConnectionPool.create(url, "sa", "tiger");
        try (Connection connection = tampering.getConnection()) {
            connection.createStatement().execute("UPDATE PASSKEY_AUDIT SET ACTOR = 'root' WHERE ACTOR = 'grace'");
        }
        tampering.dispose();
        assertThat(run(1, with(on, "audit", "verify")).out()).contains("CHANGED Row 1 was changed.");
    }

    private static Object[] with(Object[] options, Object... words) {
        return Stream.concat(Stream.of(words), Stream.of(options)).toArray();
    }

    private record Run(String out, String err) {}

    private Run run(int code, Object... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", JAR.toString()));
        for (Object word : words) {
            command.add(word.toString());
        }
        Path out = directory.resolve("out.txt");
        Path err = directory.resolve("err.txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("PASSKEYS_DB_PASSWORD", "tiger");
        builder.environment().put("PASSKEYS_AUDIT_SECRET", "A".repeat(43));
        builder.environment().put("PASSKEYS_ROW_SECRET", "A".repeat(43));
        // The JVM would greet on the error stream.
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        Process process = builder.start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("ends").isTrue();
        } finally {
            process.destroyForcibly();
        }
        Run run = new Run(Files.readString(out), Files.readString(err));
        assertThat(process.exitValue()).as(run.toString()).isEqualTo(code);
        return run;
    }

    private static Path plainWar(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream war = new JarOutputStream(out)) {
            put(war, "META-INF/MANIFEST.MF", "Manifest-Version: 1.0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            put(
                    war,
                    "WEB-INF/web.xml",
                    "<web-app><login-config><auth-method>FORM</auth-method></login-config></web-app>"
                            .getBytes(StandardCharsets.UTF_8));
            String servlet = "jakarta/servlet/http/HttpServlet.class";
            try (InputStream bytes = InstallIT.class.getClassLoader().getResourceAsStream(servlet)) {
                put(war, "WEB-INF/classes/legacy/Servlet.class", bytes.readAllBytes());
            }
        }
        return file;
    }

    private static void put(JarOutputStream war, String name, byte[] content) throws IOException {
        war.putNextEntry(new ZipEntry(name));
        war.write(content);
        war.closeEntry();
    }

    private static byte[] entryBytes(Path file, String name) throws IOException {
        try (JarFile jar = new JarFile(file.toFile())) {
            return jar.getInputStream(jar.getEntry(name)).readAllBytes();
        }
    }

    /** The entries in their order, each with its checksum. */
    private static Map<String, Long> entries(Path file) throws IOException {
        Map<String, Long> entries = new LinkedHashMap<>();
        try (JarFile jar = new JarFile(file.toFile())) {
            for (JarEntry entry : jar.stream().toArray(JarEntry[]::new)) {
                entries.put(entry.getName(), entry.getCrc());
            }
        }
        return entries;
    }
}
