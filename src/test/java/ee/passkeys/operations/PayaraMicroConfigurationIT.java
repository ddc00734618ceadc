// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.testkit.Built;
import ee.passkeys.testkit.OldApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The files for Payara Micro do what they say, at the first start and at every other, and what they did can be taken back. */
class PayaraMicroConfigurationIT {

    private static final String SECRET = "passkeys-db.password";

    private static PostgresqlServer database;

    @BeforeAll
    static void startDatabase() {
        database = PostgresqlServer.start();
    }

    @AfterAll
    static void endDatabase() {
        database.close();
    }

    @Test
    void givesAnOldApplicationPasskeysAndTakesThemAway() {
        try (PayaraMicroNode server = node("payara-micro")) {
            OldApplicationJob job = new OldApplicationJob(server);
            server.environment(Map.of("PASSKEYS_DB_PASSWORD", PostgresqlServer.PASSWORD))
                    .with("--postdeploycommandfile", users(server).toString())
                    .with("--deploy", old(server).toString());
            put(withPasskeys(), old(server));
            server.start();
            job.registers();
            job.signsInByPasskey();
            assertThat(database.tables()).contains("passkey", "passkey_user", "passkey_changelog");

            server.close();
            server.start();
            assertThat(server.log()).contains("already exists");
            job.signsInByPasskey();

            server.close();
            put(OldApplication.war(), old(server));
            server.start();
            job.hasOnlyThePassword();
        }
    }

    @Test
    void takesThePasswordOfTheDatabaseFromADirectoryOfSecretsAndCanBeTakenBack() {
        try (PayaraMicroNode server = node("payara-micro-secrets")) {
            Path secrets = Directories.empty(server.directory().resolve("secrets"));
            write(secrets.resolve(SECRET), PostgresqlServer.PASSWORD);
            Path ping = write(server.directory().resolve("ping.asadmin"), "ping-connection-pool passkeys");
            server.with("--secretsdir", secrets.toString(), "--postdeploycommandfile", ping.toString())
                    .start();
            assertThat(server.log()).contains("Boot Command ping-connection-pool returned with result SUCCESS");
            assertThat(server.model())
                    .contains("${MPCONFIG=passkeys-db.password}")
                    .doesNotContain(PostgresqlServer.PASSWORD);

            server.close();
            server.withOnly(
                    "--postbootcommandfile", PayaraParameters.file("remove").toString());
            server.start();
            assertThat(server.model()).doesNotContain("passkeys");
        }
    }

    private static PayaraMicroNode node(String name) {
        PayaraMicroNode server = PayaraMicroNode.fresh(name);
        return server.environment(PayaraParameters.environment(database, server.root()))
                .with("--nocluster", "--addlibs", PayaraParameters.driver().toString())
                .with(PayaraParameters.commandFiles());
    }

    private static Path old(PayaraMicroNode server) {
        return server.directory().resolve("old.war");
    }

    private static void put(WebArchive war, Path file) {
        war.as(ZipExporter.class).exportTo(file.toFile(), true);
    }

    /** A file of commands that makes the user of the old application. */
    private static Path users(PayaraMicroNode server) {
        Path password = write(
                server.directory().resolve("user-password"), "AS_ADMIN_USERPASSWORD=" + OldApplicationJob.PASSWORD);
        return write(
                server.directory().resolve("users.asadmin"),
                "create-file-user --groups %s --passwordfile %s %s"
                        .formatted(OldApplicationJob.GROUP, password, OldApplicationJob.USER));
    }

    private static WebArchive withPasskeys() {
        return OldApplication.war().addAsLibrary(Built.allJar().toFile());
    }

    private static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
