// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.install;

import static ee.passkeys.install.TestArchives.classUsing;
import static ee.passkeys.install.TestArchives.war;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code doctor} says of a WAR without any server. */
class DoctorTest {

    private static final String SAFE_SESSION =
            "<session-config><cookie-config><http-only>true</http-only><secure>true</secure>"
                    + "</cookie-config><tracking-mode>COOKIE</tracking-mode></session-config>";

    @TempDir
    Path directory;

    @Test
    void isContentWithAnOrdinaryWar() throws Exception {
        CommandLine doctor = doctor(war("jakarta").withWebXml(login("FORM") + SAFE_SESSION));

        assertThat(doctor.code()).isEqualTo(Main.DONE);
        assertThat(doctor.out())
                .contains("fine    login: The login-config of web.xml is FORM")
                .contains("No problems found.")
                .doesNotContain("session-");
    }

    @Test
    void endsWithOneWhereSomethingIsWrong() throws Exception {
        CommandLine doctor = doctor(war("jakarta").withWebXml(login("CLIENT-CERT")));

        assertThat(doctor.code()).isEqualTo(Main.REFUSED);
        assertThat(doctor.out())
                .contains("wrong   login: ", "Problems: 1.")
                .contains("in WEB-INF/web.xml: <auth-method>FORM</auth-method>");
    }

    @Test
    void writesNothing() throws Exception {
        doctor(war("jakarta"));
        assertThat(directory.toFile().list()).containsExactlyInAnyOrder("shop.war", "passkeys-ee-1.2.3-all.jar");
    }

    @Test
    void tellsTheLineForAnAbsoluteOrderingAndHowItComesToEachServer() throws Exception {
        CommandLine doctor = doctor(war("jakarta").withWebXml("<absolute-ordering/>"));

        assertThat(doctor.code()).isEqualTo(Main.DONE);
        assertThat(doctor.out())
                .contains("in WEB-INF/web.xml: <name>passkeys_ee</name> within <absolute-ordering>")
                .contains("# WildFly\n", "# Payara\n")
                .contains("deployment-overlay add --name=passkeys-web-xml-shop --content=/WEB-INF/web.xml=web.xml"
                        + " --deployments=shop.war --redeploy-affected")
                .contains("asadmin redeploy --name shop shop.war");
    }

    @Test
    void tellsTheLinesOfTheServerThatIsNamedAlone() throws Exception {
        TestArchives war = war("jakarta").withWebXml("<absolute-ordering/>");

        assertThat(doctor(war, "--server", "payara").out())
                .contains("asadmin redeploy")
                .doesNotContain("deployment-overlay", "# Payara");
    }

    @Test
    void hasPayaraTakeOurMechanism() throws Exception {
        String param = "<context-param><param-name>fish.payara.security.mechanism</param-name>"
                + "<param-value>Form</param-value></context-param>";

        assertThat(doctor(war("jakarta").withWebXml(param)).out())
                .contains("wrong   payara-mechanism: ")
                .contains("asadmin set-web-context-param --name=fish.payara.security.mechanism"
                        + " --value=ee.passkeys.mechanism.PasskeyAuthenticationMechanism shop\n");
    }

    @Test
    void findsAMechanismOfTheApplicationsOwn() throws Exception {
        String ham = "jakarta/security/enterprise/authentication/mechanism/http/HttpAuthenticationMechanism";

        assertThat(doctor(war("jakarta").with("WEB-INF/classes/shop/Ham.class", classUsing(ham)))
                        .out())
                .contains("fine    mechanism: The WAR contains an authentication mechanism");
    }

    @Test
    void hasWildFlyTakeTheCallersOfIdentityStores() throws Exception {
        byte[] annotated =
                TestArchives.classSaying("Ljakarta/security/enterprise/identitystore/DatabaseIdentityStoreDefinition;");
        TestArchives war = war("jakarta").with("WEB-INF/classes/shop/Config.class", annotated);

        assertThat(doctor(war).out())
                .contains("note    integrated-jaspi: ")
                .contains(
                        "/subsystem=undertow/application-security-domain=other:write-attribute(name=integrated-jaspi,value=false)"
                                + "\n        reload\n");
    }

    @Test
    void namesTheSecurityDomainOfTheApplication() throws Exception {
        TestArchives war = war("jakarta")
                .with("WEB-INF/jboss-web.xml", "<jboss-web><security-domain> shop </security-domain></jboss-web>");

        assertThat(doctor(war, "--server", "wildfly").out())
                .contains(
                        "/subsystem=undertow/application-security-domain=shop:add(security-domain=ApplicationDomain)");
    }

    @Test
    void tellsWhichJarLeavesItsHibernateAlone() throws Exception {
        byte[] hibernate = TestArchives.archive()
                .with("org/hibernate/SessionFactory.class", "")
                .bytes();

        assertThat(doctor(war("jakarta").with("WEB-INF/lib/hibernate-core.jar", hibernate))
                        .out())
                .contains("java -jar passkeys-ee-1.2.3-all-own-hibernate.jar add shop.war");
    }

    @Test
    void tellsThatSessionsAreNotSafeByThemselves() throws Exception {
        assertThat(doctor(war("jakarta")).out())
                .contains("note    session-cookie: ")
                .contains("servlet-container=default/setting=session-cookie:add(http-only=true,secure=true)")
                .contains("virtual-server.server.session-cookie-secure=true")
                .contains("note    session-tracking: ")
                .contains("<tracking-mode>COOKIE</tracking-mode>");
    }

    @Test
    void knowsWhereTheApplicationWillBe() throws Exception {
        TestArchives war = war("jakarta")
                .with("WEB-INF/jboss-web.xml", "<jboss-web><context-root>/</context-root></jboss-web>")
                .with(
                        "WEB-INF/glassfish-web.xml",
                        "<!DOCTYPE glassfish-web-app PUBLIC \"-//a\" \"http://localhost/no.dtd\"><glassfish-web-app>"
                                + "<context-root>/till</context-root></glassfish-web-app>");

        assertThat(doctor(war).out()).contains("The application is deployed at / on WildFly and at /till on Payara,");
    }

    @Test
    void takesADescriptorThatIsBrokenForNone() throws Exception {
        assertThat(doctor(war("jakarta").with("WEB-INF/jboss-web.xml", "<jboss-web>"))
                        .out())
                .contains("The application is deployed at /shop,");
    }

    @Test
    void looksAtWhatCouldNotBeInstalled() throws Exception {
        CommandLine doctor = doctor(war("javax"));

        assertThat(doctor.code()).isEqualTo(Main.REFUSED);
        assertThat(doctor.out()).contains("wrong   namespace: The javax namespace is used, in WEB-INF/classes");
    }

    private CommandLine doctor(TestArchives war, Object... more) throws Exception {
        List<Object> words = new ArrayList<>(List.of("doctor", war.in(directory.resolve("shop.war"))));
        words.addAll(List.of(more));
        return CommandLine.run(directory, words.toArray());
    }

    private static String login(String method) {
        return "<login-config><auth-method>" + method + "</auth-method></login-config>";
    }
}
