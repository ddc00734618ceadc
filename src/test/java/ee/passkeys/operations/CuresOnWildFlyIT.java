// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.testkit.Built;
import ee.passkeys.testkit.Installed;
import ee.passkeys.testkit.OldApplication;
import java.nio.file.Path;
import java.util.List;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the doctor says to type into the command line of WildFly is typed as it stands there, and cures. */
@Tag("operations")
class CuresOnWildFlyIT {

    private static WildFlyNode server;

    @BeforeAll
    static void begin() {
        server = WildFlyNode.fresh("wildfly-cures", "standalone.xml")
                .user(Administrator.NAME, Administrator.PASSWORD, "user," + Administrator.GROUP)
                .user(OldApplicationJob.USER, OldApplicationJob.PASSWORD, OldApplicationJob.GROUP);
    }

    @AfterAll
    static void end() {
        server.close();
    }

    @BeforeEach
    void makeTheServerAsShipped() {
        server.asShipped();
    }

    @Test
    void curesWhatIsWrongWithAnOldApplication() {
        int before = server.log().length();
        try (PostgresqlServer database = PostgresqlServer.start()) {
            WebArchive old = Installed.into(OldApplication.war()
                    .addAsResource(new StringAsset(Administrator.SETTINGS), "META-INF/microprofile-config.properties"));
            deploy(old);
            Administrator administrator = new Administrator(server);

            administrator.cures("accounts", lines -> server.type(Administrator.filledIn(lines)));
            administrator.cures("rp-id", server::type);
            administrator.cures("data-source", lines -> {
                server.scripts(List.of(script(lines.get(0))), WildFlyParameters.dataSource(database));
                server.type(lines.subList(1, lines.size()));
            });
            administrator.cures("https", server::type, Administrator.BY_HTTPS);
            administrator.cures("origin", server::type, Administrator.through("shop.example.com"));
            administrator.cures("origin", server::type, Administrator.through("www.example.com"));
            server.cli(
                    "/subsystem=undertow/servlet-container=default/setting=session-cookie:add(http-only=false)",
                    "reload");
            administrator.cures("session-cookie", server::type);
            administrator.cures("registration", server::type);
            administrator.cures("session-tracking", lines -> {
                server.write("web.xml", withTracking(OldApplication.webXml(), lines.get(0)));
                server.type(lines.subList(1, lines.size()));
            });
            assertThat(administrator
                            .asks("origin", Administrator.through("shop.example.com"))
                            .state())
                    .isEqualTo("fine");
            curesAnApplicationInAnEar();
            // It was started anew more than once, with the application in it.
            assertThat(server.log().substring(before)).doesNotContain("WFLYCTL0013", "WFLYCTL0216");
        }
    }

    /** Its WAR is within what is deployed, which the lines for a replaced file have to name. */
    private static void curesAnApplicationInAnEar() {
        deploy(OldApplication.in(
                "estate.ear",
                Installed.into(OldApplication.war("lodge.war")
                        .addAsResource(
                                new StringAsset(Administrator.settings("lodge")),
                                "META-INF/microprofile-config.properties"))));
        Administrator administrator = new Administrator(server, "lodge");
        administrator.cures("session-tracking", lines -> {
            assertThat(lines).anyMatch(line -> line.contains("=/lodge.war/WEB-INF/web.xml=web.xml"));
            server.write("web.xml", withTracking(OldApplication.webXml(), lines.get(0)));
            server.type(lines.subList(1, lines.size()));
        });
        administrator.cures("registration", server::type);
    }

    @Test
    void curesASecurityDomainThatTakesNoCallersOfTheApplication() {
        server.cli("deployment deploy-file " + Built.demo() + " --name=demo.war --runtime-name=demo.war");

        cures("demo.war");

        new DemoJob(server).addsAPasskeyToAPassword();
    }

    @Test
    void curesASecurityDomainThatIsMissingOrAsksNoMechanism() {
        OldApplicationJob job = new OldApplicationJob(server);
        deploy(Installed.into(OldApplication.war()
                .addAsWebInfResource(
                        new StringAsset("<jboss-web><security-domain>shop</security-domain></jboss-web>"),
                        "jboss-web.xml")));
        cures("old.war");
        job.registers();

        server.cli(
                "/subsystem=undertow/application-security-domain=shop:write-attribute(name=enable-jaspi,value=false)",
                "reload");
        cures("old.war");
        job.signsInByPasskey();
    }

    /** Where nobody can ask the doctor, it warns when the application is deployed; while WildFly itself starts it does not see the domain. */
    private static void cures(String deployment) {
        List<String> lines = warnings(deployment);
        assertThat(lines).isNotEmpty();

        server.type(lines);

        assertThat(warnings(deployment)).isEmpty();
    }

    private static List<String> warnings(String deployment) {
        int before = server.log().length();
        server.cli("/deployment=" + deployment + ":redeploy");
        return StartWarnings.cure(server.log().substring(before), "integrated-jaspi");
    }

    private static void deploy(Archive<?> archive) {
        Path file = server.configuration().resolve(archive.getName());
        archive.as(ZipExporter.class).exportTo(file.toFile(), true);
        server.cli("deployment deploy-file " + file);
    }

    private static String withTracking(String webXml, String line) {
        String tracking = line.replaceFirst("^in WEB-INF/web.xml: (<.*>) within <session-config>$", "$1");
        assertThat(tracking).startsWith("<");
        return webXml.replace("</web-app>", "<session-config>" + tracking + "</session-config></web-app>");
    }

    private static Path script(String line) {
        return Path.of(line.replaceFirst(
                        "^bin/jboss-cli.sh --connect --resolve-parameter-values --properties=passkeys.properties --file=",
                        ""))
                .toAbsolutePath();
    }
}
