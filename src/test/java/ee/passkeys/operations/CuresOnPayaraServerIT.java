// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.testkit.Installed;
import ee.passkeys.testkit.OldApplication;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the doctor says to type for Payara Server is typed as it stands there, and cures. */
@Tag("operations")
class CuresOnPayaraServerIT {

    private static final String ALTERNATIVE = "# or";

    private static PostgresqlServer database;
    private static ServerDomain server;

    @BeforeAll
    static void configure() {
        database = PostgresqlServer.start();
        server = ServerDomain.payara("payara-server-cures").library(PayaraParameters.driver());
        server.start();
        server.asadmin(
                Map.of("AS_ADMIN_ALIASPASSWORD", PostgresqlServer.PASSWORD),
                "create-password-alias",
                "passkeys-db.password");
        user(Administrator.NAME, "user:" + Administrator.GROUP);
        user(OldApplicationJob.USER, OldApplicationJob.GROUP);
    }

    @AfterAll
    static void end() {
        server.close();
        database.close();
    }

    @Test
    void curesWhatIsWrongWithAnOldApplication() {
        deploy(Installed.into(OldApplication.ofRealm("Shop")
                .addAsResource(
                        new StringAsset(Administrator.SETTINGS + "passkeys.data-source=jdbc/missing\n"),
                        "META-INF/microprofile-config.properties")));
        Administrator administrator = new Administrator(server);
        administrator.cures("data-source", withDatabase(server::type));
        administrator.cures("accounts", lines -> server.type(Administrator.filledIn(lines)));
        OldApplicationJob job = new OldApplicationJob(server);
        job.isRefusedAPasskeyThatWouldGiveNoGroups();

        administrator.cures("realm", CuresOnPayaraServerIT::typeFirst);
        job.registers();
        job.signsInByPasskey();
        server.asadmin("delete-auth-realm", "Shop");
        administrator.cures("realm", CuresOnPayaraServerIT::typeSecond);
        job.signsInByPasskey();

        administrator.cures("registration", server::type);
        administrator.cures("rp-id", server::type);
        administrator.cures("https", server::type, Administrator.BY_HTTPS);
        administrator.cures("origin", server::type, Administrator.through("shop.example.com"));
        administrator.cures("origin", server::type, Administrator.through("www.example.com"));
        server.type(administrator.asks("session-cookie").cure());
        assertThat(administrator.asks("session-cookie").state()).isEqualTo("fine");
    }

    @Test
    void curesAContextParameterThatNamesAnotherMechanism() {
        deploy(Installed.into(OldApplication.withMechanismOfPayara("named.war", "Form")));
        List<String> lines = StartWarnings.cure(server.log(), "payara-mechanism");
        assertThat(lines).as(server.log()).isNotEmpty();
        int before = server.log().length();

        server.type(lines);

        assertThat(StartWarnings.cure(server.log().substring(before), "payara-mechanism"))
                .isEmpty();
        new OldApplicationJob(server, "named", OldApplicationJob.USER).registers();
    }

    @Test
    void curesAnApplicationInAnEar() {
        // Payara reads no settings out of a WAR in an EAR.
        setting("passkeys.app.lodge.admin-role", Administrator.GROUP);
        setting("passkeys.app.lodge.registration", "open");
        int deploying = server.log().length();
        deploy(OldApplication.in(
                "estate.ear", Installed.into(OldApplication.withMechanismOfPayara("lodge.war", "Form"))));
        List<String> lines = StartWarnings.cure(server.log().substring(deploying), "payara-mechanism");
        assertThat(lines).as(server.log()).anyMatch(line -> line.endsWith(" estate/lodge.war"));
        int before = server.log().length();

        server.type(lines);

        assertThat(StartWarnings.cure(server.log().substring(before), "payara-mechanism"))
                .isEmpty();
        new Administrator(server, "lodge").cures("registration", server::type);
    }

    /** The line of the page on proxies for a Payara that ends TLS itself is typed as it stands there. */
    @Test
    void offersNoHttp2OverTlsAfterTheLineOfTheHandbook() {
        assertThat(TlsClient.protocolAt(server.tlsPort())).isEqualTo("h2");

        server.type(Handbook.lines("proxies-and-domains.md", "http2-enabled"));

        assertThat(TlsClient.protocolOtherThan("h2", server.tlsPort())).isNotEqualTo("h2");
    }

    /** The first of two cures. */
    private static void typeFirst(List<String> lines) {
        server.type(
                lines.stream().takeWhile(line -> !line.startsWith(ALTERNATIVE)).toList());
    }

    private static void typeSecond(List<String> lines) {
        server.type(lines.stream()
                .dropWhile(line -> !line.startsWith(ALTERNATIVE))
                .skip(1)
                .toList());
    }

    /** An operator puts the address and the account in that the lines show as examples. */
    private static Consumer<List<String>> withDatabase(Consumer<List<String>> typing) {
        return lines -> typing.accept(lines.stream()
                .map(line -> line.replace(
                                "jdbc\\:postgresql\\://db.example.com/app",
                                database.url().replace(":", "\\:"))
                        .replace("user=app", "user=" + PostgresqlServer.USER))
                .toList());
    }

    private static void setting(String key, String value) {
        server.asadmin("set-config-property", "--source=domain", "--propertyName=" + key, "--propertyValue=" + value);
    }

    private static void user(String name, String groups) {
        server.asadmin(
                Map.of("AS_ADMIN_USERPASSWORD", OldApplicationJob.PASSWORD),
                "create-file-user",
                "--groups",
                groups,
                name);
    }

    private static void deploy(Archive<?> archive) {
        Path file = server.directory().resolve(archive.getName());
        archive.as(ZipExporter.class).exportTo(file.toFile(), true);
        server.asadmin("deploy", "--force=true", file.toString());
    }
}
