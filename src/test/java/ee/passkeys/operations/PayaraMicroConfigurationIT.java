// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.testkit.Documentation;
import ee.passkeys.testkit.Installed;
import ee.passkeys.testkit.OldApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The files for Payara Micro do what they say, at the first start and at every other, also with what the doctor says to add to them, and what they
 * did can be taken back.
 */
@Tag("operations")
class PayaraMicroConfigurationIT {

    private static PostgresqlServer database;

    @BeforeAll
    static void startDatabase() {
        database = PostgresqlServer.start();
    }

    @AfterAll
    static void endDatabase() {
        database.close();
    }

    /** As the README says. */
    @Test
    void givesAnUntouchedWarPasskeysInFiveMinutes() {
        try (PayaraMicroNode server =
                PayaraMicroNode.fresh("payara-micro-five-minutes").sharingClasses()) {
            Path war = server.write("legacy.war", "");
            OldApplication.war().as(ZipExporter.class).exportTo(war.toFile(), true);
            List<String> lines = Documentation.fiveMinutes("Payara Micro");
            for (String line : lines.subList(0, lines.size() - 1)) {
                server.java(Handbook.arguments(line));
            }
            String[] start = lines.get(lines.size() - 1).split(" -jar payara-micro.jar ");
            server.withJvm(start[0].replaceFirst("^java ", ""))
                    .with(start[1].split(" "))
                    .user(OldApplicationJob.USER, OldApplicationJob.PASSWORD, OldApplicationJob.GROUP)
                    .start();

            OldApplicationJob job = new OldApplicationJob(server, "shop", OldApplicationJob.USER);
            job.registers();
            job.signsInByPasskey();
        }
    }

    /** The password of the database comes from a directory of secrets, and at the second start, with the cures, from the environment. */
    @Test
    void givesAnOldApplicationPasskeysCuresAnotherAndTakesThemAway() throws IOException {
        try (PayaraMicroNode server = PayaraMicroNode.fresh("payara-micro").sharingClasses()) {
            OldApplicationJob job = new OldApplicationJob(server);
            CuresOfPayaraMicro cures = new CuresOfPayaraMicro(server);
            String shipped = Files.readString(PayaraParameters.file("post-boot"));
            Path secret = server.write("secrets/passkeys-db.password", PostgresqlServer.PASSWORD);
            server.environment(PayaraParameters.environment(database, server.root()))
                    .with("--addlibs", PayaraParameters.driver().toString())
                    .with(
                            "--prebootcommandfile",
                            PayaraParameters.file("pre-boot").toString())
                    .with(
                            "--postbootcommandfile",
                            server.write("post-boot.asadmin", shipped).toString())
                    .with(
                            "--systemproperties",
                            server.write("cures.properties", "").toString())
                    .with("--secretsdir", secret.getParent().toString())
                    .types("ping-connection-pool passkeys")
                    .user(OldApplicationJob.USER, OldApplicationJob.PASSWORD, OldApplicationJob.GROUP)
                    .user(Administrator.NAME, Administrator.PASSWORD, "user:" + Administrator.GROUP)
                    .deploy(Installed.into(OldApplication.war()))
                    .deploy(CuresOfPayaraMicro.application())
                    .start();
            assertThat(server.log()).contains("Boot Command ping-connection-pool returned with result SUCCESS");
            assertThat(server.model())
                    .contains("${MPCONFIG=passkeys-db.password}")
                    .doesNotContain(PostgresqlServer.PASSWORD);
            job.registers();
            job.signsInByPasskey();
            assertThat(database.tables()).contains("passkey", "passkey_user", "passkey_changelog");
            cures.areSaid();

            server.close();
            server.write("post-boot.asadmin", shipped + cures.commands());
            server.write("cures.properties", cures.properties());
            Files.delete(secret);
            server.environment(Map.of("PASSKEYS_DB_PASSWORD", PostgresqlServer.PASSWORD))
                    .start();
            assertThat(server.log()).contains("already exists");
            cures.haveCured();
            job.signsInByPasskey();

            server.close();
            server.withOnly(
                            "--postbootcommandfile",
                            PayaraParameters.file("remove").toString())
                    .deploy(OldApplication.war())
                    .start();
            assertThat(server.model()).doesNotContain(PayaraParameters.CONFIGURED);
            job.hasOnlyThePassword();
        }
    }
}
