// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.testkit.Installed;
import ee.passkeys.testkit.OldApplication;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The files for Payara Micro do what they say, at the first start and at every other, and what they did can be taken back. */
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

    @Test
    void givesAnOldApplicationPasskeysAndTakesThemAway() {
        try (PayaraMicroNode server = node("payara-micro")) {
            OldApplicationJob job = new OldApplicationJob(server);
            server.environment(Map.of("PASSKEYS_DB_PASSWORD", PostgresqlServer.PASSWORD))
                    .user(OldApplicationJob.USER, OldApplicationJob.PASSWORD, OldApplicationJob.GROUP)
                    .deploy(Installed.into(OldApplication.war()))
                    .start();
            job.registers();
            job.signsInByPasskey();
            assertThat(database.tables()).contains("passkey", "passkey_user", "passkey_changelog");

            server.close();
            server.start();
            assertThat(server.log()).contains("already exists");
            job.signsInByPasskey();

            server.close();
            server.deploy(OldApplication.war()).start();
            job.hasOnlyThePassword();
        }
    }

    @Test
    void takesThePasswordOfTheDatabaseFromADirectoryOfSecretsAndCanBeTakenBack() {
        try (PayaraMicroNode server = node("payara-micro-secrets")) {
            Path secret = server.write("secrets/passkeys-db.password", PostgresqlServer.PASSWORD);
            Path ping = server.write("ping.asadmin", "ping-connection-pool passkeys");
            server.with("--secretsdir", secret.getParent().toString(), "--postdeploycommandfile", ping.toString())
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
                .with("--addlibs", PayaraParameters.driver().toString())
                .with(PayaraParameters.commandFiles());
    }
}
