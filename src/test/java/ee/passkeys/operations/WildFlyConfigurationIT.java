// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.testkit.ApiClient;
import ee.passkeys.testkit.Built;
import ee.passkeys.testkit.Documentation;
import ee.passkeys.testkit.Installed;
import ee.passkeys.testkit.OldApplication;
import ee.passkeys.testkit.SoftAuthenticator;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The scripts for WildFly do what they say, once and again, and what they did can be taken back. */
@Tag("operations")
class WildFlyConfigurationIT {

    private static final List<String> SCRIPTS =
            List.of("data-source", "settings", "identity-stores", "well-known", "overlay-install", "overlay-upgrade");
    private static final List<String> REMOVALS = List.of(
            "overlay-remove", "well-known-remove", "identity-stores-remove", "settings-remove", "data-source-remove");

    private static final String CLI = "bin/jboss-cli.sh --connect ";

    private static PostgresqlServer database;
    private static WildFlyNode running;

    @BeforeAll
    static void begin() {
        database = PostgresqlServer.start();
        running = WildFlyNode.fresh("wildfly-configuration", "standalone.xml");
        for (String user : List.of(OldApplicationJob.USER, "gus", "gil")) {
            running.user(user, OldApplicationJob.PASSWORD, OldApplicationJob.GROUP);
        }
    }

    @AfterAll
    static void end() {
        running.close();
        database.close();
    }

    @Test
    void givesAnUntouchedApplicationPasskeysAndTakesThemAway() {
        WildFlyNode server = running.asShipped();
        server.cli("deployment deploy-file " + oldApplication(server.configuration()));
        runTwice(server, "data-source", "settings", "identity-stores", "overlay-install");
        assertThat(server.cli(
                        "/subsystem=datasources/data-source=Passkeys:test-connection-in-pool",
                        ":read-attribute(name=server-state)"))
                .contains("\"running\"");

        SoftAuthenticator phone = new SoftAuthenticator();
        ApiClient withPassword = client(server);
        assertThat(withPassword.form("j_security_check", bob()).status()).isEqualTo(302);
        assertThat(withPassword.page("user/who").response().body()).isEqualTo("bob true");
        assertThat(withPassword.register(phone).status()).isEqualTo(201);
        assertSignsIn(server, phone);
        assertThat(database.tables()).contains("passkey", "passkey_user", "passkey_changelog");

        runTwice(server, "overlay-upgrade");
        assertSignsIn(server, phone);
        server.cli("reload");
        assertSignsIn(server, phone);

        runTwice(server, "overlay-remove");
        assertThat(client(server).page("passkeys/").status()).isEqualTo(404);
        assertNativeLogin(server);
        assertThat(server.log()).doesNotContain("Error destroying an instance ee.passkeys");
    }

    @Test
    void givesAnApplicationThatWantsNoFragmentsPasskeysByAnotherWebXml() {
        WildFlyNode server = running.asShipped();
        OldApplicationJob job = new OldApplicationJob(server);
        Path war = server.write("old.war", "");
        OldApplication.withoutFragments().as(ZipExporter.class).exportTo(war.toFile(), true);
        server.cli("deployment deploy-file old.war");
        run(server, List.of("overlay-install"));
        assertThat(client(server).page("passkeys/").status()).isEqualTo(404);

        assertThat(server.java("-jar", Built.allJar().toString(), "web-xml", "old.war", "-o", "web.xml"))
                .startsWith("Wrote web.xml, the web.xml of old.war ");
        server.cli("deployment-overlay upload --name=passkeys-old.war --content=/WEB-INF/web.xml=web.xml"
                + " --redeploy-affected");

        job.registers();
        job.signsInByPasskey();
        run(server, List.of("overlay-remove"));
        job.hasOnlyThePassword();
    }

    @Test
    void switchesPasskeysOffAndOnWhileTheApplicationRuns() {
        WildFlyNode server = running.asShipped();
        OldApplicationJob job = inFiveMinutes(server);
        job.registers();
        job.signsInByPasskey();
        List<String> switching = Handbook.switching("WildFly", "shop");
        assertThat(switching).hasSize(2).allMatch(line -> line.matches("jboss-cli.sh -c '[^']+'"));

        server.cli(switching.get(0).split("'")[1]);
        job.awaitPasskeys(false);
        job.hasOnlyThePassword();

        server.cli(switching.get(1).split("'")[1]);
        job.awaitPasskeys(true);
        job.signsInByPasskey();
    }

    @Test
    void refusesThePasskeyOfSomebodyWhomTheRealmDoesNotKnowAnyMore() {
        WildFlyNode server = running.asShipped();
        OldApplicationJob gus = withPasskeys(server, "gus");
        OldApplicationJob gil = new OldApplicationJob(server, "old", "gil");
        List.of(gus, gil).forEach(job -> {
            job.registers();
            job.signsInByPasskey();
        });

        server.forget("gus");
        server.forget("gil");

        assertThat(gus.bringsThePasskey().code()).isEqualTo("authentication-failed");
        assertThat(server.log()).containsPattern(gus.gone());
        server.cli("/system-property=passkeys.groups.parity:add(value=refuse)", "reload");
        assertThat(gil.bringsThePasskey().code()).isEqualTo("authentication-failed");
        assertThat(server.log()).containsPattern(gil.gone());
        assertThat(gus.bringsThePasskey().code()).isEqualTo("authentication-failed");
        assertThat(server.log().split("difference=gone", -1))
                .as("the passkey is disabled")
                .hasSize(3);
    }

    @Test
    void sendsMailByASessionThatTheHandbookMakes() throws MessagingException {
        WildFlyNode server = running.asShipped();
        try (HandbookMail mail = new HandbookMail()) {
            server.type(mail.lines("/"));
            server.type(mail.lines("reload"));
            Path war = server.write("old.war", "");
            HandbookMail.application("java:").as(ZipExporter.class).exportTo(war.toFile(), true);
            server.cli("deployment deploy-file old.war");

            new OldApplicationJob(server).registers();

            mail.arrivesFor(OldApplicationJob.USER);
        }
    }

    @Test
    void changesNothingTheSecondTimeAndCanBeTakenBack() {
        WildFlyNode server = WildFlyNode.fresh("wildfly-scripts", "standalone.xml");
        run(server, REMOVALS);
        String shipped = server.model();

        run(server, SCRIPTS);
        String configured = server.model();
        assertThat(configured)
                .contains("java:jboss/datasources/Passkeys", "passkeys.rp.id", "identity-stores", "passkeys-old.war")
                .contains("passkeys.enrollment", "passkeys.enhance-login-form", "passkeys.admin-role")
                .contains("passkeys-well-known");
        run(server, SCRIPTS);
        assertThat(server.model()).isEqualTo(configured);

        run(server, REMOVALS);
        assertThat(server.model()).isEqualTo(shipped);
    }

    @Test
    void publishesTheWellKnownFilesByUndertow() {
        WildFlyNode server = running.asShipped();
        WellKnownJob job = new WellKnownJob(Path.of("server-config/wildfly/README.md"), server.root());
        job.write(
                server.configuration(),
                word -> word.replace("/srv/passkeys", server.configuration().toString()));
        job.areNotThere();

        runTwice(server, "well-known");
        job.areServed();
        server.cli("reload");
        job.areServed();

        runTwice(server, "well-known-remove");
        server.cli("reload");
        job.areNotThere();
    }

    @Test
    void publishesTheWellKnownFilesByAWar() {
        WildFlyNode server = running.asShipped();
        WellKnownJob job = new WellKnownJob(Path.of("server-config/wildfly/README.md"), server.root());
        job.write(server.configuration(), word -> word.replace("/srv/passkeys", "ROOT.war"));

        server.cli("deployment deploy-file " + server.configuration().resolve("ROOT.war"));

        job.areServed();
    }

    @Test
    void switchesTheDefaultDomainToo() {
        WildFlyNode server = WildFlyNode.fresh("wildfly-default-domain", "standalone.xml");
        Map<String, String> parameters = parameters(server);
        parameters.put("application.security-domain", "other");

        server.scripts(List.of(script("identity-stores"), script("identity-stores")), parameters);

        assertThat(server.model())
                .contains("<application-security-domain name=\"other\" security-domain=\"ApplicationDomain\""
                        + " integrated-jaspi=\"false\"/>");
    }

    @Test
    void keepsThePasswordOfTheDatabaseInTheCredentialStoreAlone() throws IOException {
        WildFlyNode server = WildFlyNode.fresh("wildfly-password", "standalone.xml");

        String said = run(server, List.of("data-source"));

        assertThat(said).doesNotContain(PostgresqlServer.PASSWORD);
        try (Stream<Path> files = Files.walk(server.configuration())) {
            assertThat(files.filter(Files::isRegularFile))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                            .doesNotContain(PostgresqlServer.PASSWORD));
        }
    }

    @Test
    void doesNothingWithoutItsProperties() {
        WildFlyNode server = WildFlyNode.fresh("wildfly-no-properties", "standalone.xml");
        run(server, List.of("settings-remove"));
        String before = server.model();

        for (String name : SCRIPTS) {
            assertThat(server.failingScript(script(name), Map.of())).contains("WFLYCTL0211");
        }

        assertThat(server.model()).isEqualTo(before);
    }

    /** As the README says. */
    private static OldApplicationJob inFiveMinutes(WildFlyNode server) {
        Path war = server.write("legacy.war", "");
        OldApplication.war().as(ZipExporter.class).exportTo(war.toFile(), true);
        for (String line : Documentation.fiveMinutes("WildFly")) {
            if (line.startsWith(CLI)) {
                server.cli(line.substring(CLI.length()).replace("\"", ""));
            } else {
                server.java(Handbook.arguments(line));
            }
        }
        return new OldApplicationJob(server, "shop", OldApplicationJob.USER);
    }

    private static OldApplicationJob withPasskeys(WildFlyNode server, String user) {
        Path war = server.write("old.war", "");
        Installed.into(OldApplication.war()).as(ZipExporter.class).exportTo(war.toFile(), true);
        server.cli("deployment deploy-file old.war");
        return new OldApplicationJob(server, "old", user);
    }

    private static void assertSignsIn(WildFlyNode server, SoftAuthenticator phone) {
        ApiClient client = client(server);
        assertThat(client.signIn(phone).status()).isEqualTo(200);
        assertThat(client.page("user/who").response().body()).isEqualTo("bob true");
    }

    private static void assertNativeLogin(WildFlyNode server) {
        ApiClient client = client(server);
        assertThat(client.page("user/who").response().body()).isEqualTo("the form");
        assertThat(client.form("j_security_check", bob()).header("Location")).endsWith("/user/who");
        assertThat(client.page("user/who").response().body()).isEqualTo("bob true");
    }

    private static void runTwice(WildFlyNode server, String... scripts) {
        run(server, Stream.of(scripts).flatMap(name -> Stream.of(name, name)).toList());
    }

    private static String run(WildFlyNode server, List<String> scripts) {
        return server.scripts(
                scripts.stream().map(WildFlyConfigurationIT::script).toList(), parameters(server));
    }

    private static Path script(String name) {
        return Built.serverConfig().resolve("wildfly").resolve(name + ".cli");
    }

    private static Map<String, String> parameters(WildFlyNode server) {
        Map<String, String> parameters = WildFlyParameters.dataSource(database);
        parameters.putAll(WildFlyParameters.settings(client(server).origin()));
        parameters.put("application", "old.war");
        parameters.put("passkeys.jar", Built.allJar().toString());
        parameters.put("well-known.directory", server.configuration().toString());
        parameters.put("application.security-domain", "identity-stores");
        parameters.put("elytron.security-domain", "ApplicationDomain");
        return parameters;
    }

    private static Path oldApplication(Path directory) {
        Path war = directory.resolve("old.war");
        OldApplication.war().as(ZipExporter.class).exportTo(war.toFile());
        return war;
    }

    private static ApiClient client(WildFlyNode server) {
        return new ApiClient(server.root().resolve("old/"));
    }

    private static Map<String, String> bob() {
        return Map.of("j_username", "bob", "j_password", "four-candles");
    }
}
