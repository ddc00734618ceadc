// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.testkit.Built;
import ee.passkeys.testkit.Installed;
import ee.passkeys.testkit.OldApplication;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The files for Payara Server do what they say, once and again, and what they did can be taken back. */
@Tag("operations")
class PayaraServerConfigurationIT {

    private static PostgresqlServer database;
    private static ServerDomain server;

    @BeforeAll
    static void configure() {
        database = PostgresqlServer.start();
        server = ServerDomain.payara("payara-server");
        server.environment(PayaraParameters.environment(database, server.root()));
        server.start();
        server.asadmin(
                Map.of("AS_ADMIN_ALIASPASSWORD", PostgresqlServer.PASSWORD),
                "create-password-alias",
                "passkeys-db.password");
        server.asadmin(
                Map.of("AS_ADMIN_USERPASSWORD", OldApplicationJob.PASSWORD),
                "create-file-user",
                "--groups",
                OldApplicationJob.GROUP,
                OldApplicationJob.USER);
        server.asadmin("add-library", PayaraParameters.driver().toString());
        server.close();
        server.with(PayaraParameters.commandFiles());
        server.start();
    }

    @AfterAll
    static void end() {
        server.close();
        database.close();
    }

    @Test
    void givesAnOldApplicationPasskeysAndTakesThemAway() {
        OldApplicationJob job = new OldApplicationJob(server);
        deployOld(Installed.into(OldApplication.war()));
        job.registers();
        job.signsInByPasskey();
        assertThat(database.tables()).contains("passkey", "passkey_user", "passkey_changelog");

        deployOld(Installed.into(OldApplication.war()));
        job.signsInByPasskey();
        deployOld(OldApplication.war());
        job.hasOnlyThePassword();
        deployOld(Installed.into(OldApplication.war()));
        job.signsInByPasskey();

        List<String> once = words(server.model());
        server.close();
        server.start();
        assertThat(words(server.model())).isEqualTo(once);
        job.signsInByPasskey();
    }

    @Test
    void switchesPasskeysOffAndOnWhileTheApplicationRuns() {
        OldApplicationJob job = new OldApplicationJob(server);
        deployOld(Installed.into(OldApplication.war()));
        job.registers();
        List<String> switching = Handbook.switching("Payara Server", "old");
        assertThat(switching).hasSize(2);

        server.type(switching.subList(0, 1));
        job.awaitPasskeys(false);
        job.hasOnlyThePassword();

        server.type(switching.subList(1, 2));
        job.awaitPasskeys(true);
        job.signsInByPasskey();
    }

    @Test
    void sendsMailByASessionThatTheHandbookMakes() throws MessagingException {
        try (HandbookMail mail = new HandbookMail()) {
            server.type(mail.lines("asadmin "));
            deployOld(HandbookMail.application("mail/"));

            new OldApplicationJob(server).registers();

            mail.arrivesFor(OldApplicationJob.USER);
        }
    }

    @Test
    void publishesTheWellKnownFilesByAWar() {
        WellKnownJob job = new WellKnownJob(Path.of("server-config/payara/README.md"), server.root());
        job.write(server.directory(), word -> word);

        server.type(job.others().stream()
                .map(line -> line.replace(
                        "ROOT.war", server.directory().resolve("ROOT.war").toString()))
                .toList());
        try {
            job.areServed();
        } finally {
            server.asadmin("undeploy", "well-known");
        }
        job.areNotThere();
    }

    @Test
    void refusesThePasskeyOfSomebodyWhomTheRealmDoesNotKnowAnyMore() {
        List<String> names = List.of("gus", "gil");
        names.forEach(name -> server.asadmin(
                Map.of("AS_ADMIN_USERPASSWORD", OldApplicationJob.PASSWORD),
                "create-file-user",
                "--groups",
                OldApplicationJob.GROUP,
                name));
        OldApplicationJob gus = new OldApplicationJob(server, "old", "gus");
        OldApplicationJob gil = new OldApplicationJob(server, "old", "gil");
        deployOld(Installed.into(OldApplication.war()));
        List.of(gus, gil).forEach(job -> {
            job.registers();
            job.signsInByPasskey();
        });

        names.forEach(name -> server.asadmin("delete-file-user", name));

        assertThat(gus.bringsThePasskey().code()).isEqualTo("authentication-failed");
        assertThat(server.log()).containsPattern(gus.gone());
        assertThat(gus.bringsThePasskey().code()).as("the passkey is disabled").isEqualTo("authentication-failed");
        deployOld(Installed.into(OldApplication.war()
                .addAsResource(
                        new StringAsset("passkeys.groups.parity=refuse\n"),
                        "META-INF/microprofile-config.properties")));
        assertThat(gil.bringsThePasskey().code()).isEqualTo("authentication-failed");
        assertThat(server.log()).containsPattern(gil.gone());
    }

    @Test
    void doesTheMainJobWithTheDemo() {
        server.asadmin(
                "deploy",
                "--force=true",
                "--name=demo",
                "--contextroot=demo",
                Built.demo().toString());
        DemoJob job = new DemoJob(server);

        job.makesAnAccountByPasskey();
        job.addsAPasskeyToAPassword();
    }

    @Test
    void connectsToTheDatabaseAndKeepsItsPasswordOutOfTheConfiguration() {
        assertThat(server.asadmin("ping-connection-pool", "passkeys")).contains("executed successfully");
        assertThat(server.model())
                .contains("${MPCONFIG=passkeys-db.password}")
                .doesNotContain(PostgresqlServer.PASSWORD);
    }

    /** And has the next test find it as it was. */
    @Test
    void takesTheConfigurationBack() {
        List<String> configured = words(server.model());
        assertThat(server.model()).contains(PayaraParameters.CONFIGURED);

        commands("remove");
        commands("remove");

        assertThat(server.model()).doesNotContain(PayaraParameters.CONFIGURED);
        commands("pre-boot");
        commands("post-boot");
        assertThat(words(server.model())).isEqualTo(configured);
    }

    /** With the values of the environment, which the server puts in at its start. */
    private static void commands(String name) {
        try {
            String text = Files.readString(PayaraParameters.file(name));
            for (Map.Entry<String, String> variable :
                    PayaraParameters.environment(database, server.root()).entrySet()) {
                text = text.replace("${ENV=" + variable.getKey() + "}", variable.getValue());
            }
            Path file = Files.writeString(server.directory().resolve(name + ".asadmin"), text);
            server.asadmin("multimode", "--file", file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void deployOld(WebArchive war) {
        Path file = Built.target().resolve("server/payara-server").resolve(war.getName());
        war.as(ZipExporter.class).exportTo(file.toFile(), true);
        server.asadmin("deploy", "--force=true", "--name=old", "--contextroot=old", file.toString());
    }

    /** Payara writes the attributes of an element in any order. */
    private static List<String> words(String model) {
        return Stream.of(model.split("[\\s/>]+")).sorted().toList();
    }
}
