// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.doctor.cure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The lines that cure can be typed as they are. */
class CuresTest {

    private final Cures cures = new Cures(new ApplicationName("shop"));

    @Test
    void setsASettingInTheWayOfEachServer() {
        Cure cure = cures.setting("passkeys.origins", "https://a.example.com");

        assertThat(cure.on(Server.WILDFLY))
                .containsExactly(
                        "if (outcome == success) of /system-property=passkeys.origins:read-resource",
                        "  /system-property=passkeys.origins:write-attribute(name=value,value=\"https://a.example.com\")",
                        "else",
                        "  /system-property=passkeys.origins:add(value=\"https://a.example.com\")",
                        "end-if",
                        "reload");
        assertThat(cure.on(Server.PAYARA))
                .containsExactly(
                        "asadmin set-config-property --source=domain --propertyName=passkeys.origins --propertyValue=https://a.example.com",
                        "asadmin disable shop",
                        "asadmin enable shop");
        assertThat(cure.on(Server.PAYARA_MICRO))
                .containsExactly(
                        "# add to the file of --postbootcommandfile, then restart",
                        "set-config-property --source=domain --propertyName=passkeys.origins --propertyValue=https://a.example.com");
        assertThat(cure.on(Server.GLASSFISH))
                .startsWith("asadmin create-system-properties 'passkeys.origins=https\\://a.example.com'");
        assertThat(cure.on(Server.OTHER)).containsExactly("passkeys.origins=https://a.example.com");
    }

    @Test
    void quotesWhatAShellWouldRead() {
        assertThat(cures.setting("k", "a = ? and b = 'c'").on(Server.PAYARA).get(0))
                .endsWith("--propertyValue='a = ? and b = '\\''c'\\'''");
        assertThat(cures.setting("k", "say \"a\\b\"").on(Server.WILDFLY))
                .contains("  /system-property=k:add(value=\"say \\\"a\\\\b\\\"\")");
    }

    @Test
    void writesAValueWithBlanksIntoAFileThatTakesIt() {
        assertThat(cures.setting("k", "a = ? and b = '\\'").on(Server.PAYARA_MICRO))
                .containsExactly("# add to the file of --systemproperties, then restart", "k=a = ? and b = '\\\\'");
    }

    @Test
    void setsTheKeyThatCountsForTheApplication() {
        Cures own = new Cures(new ApplicationName("shop"), key -> key.replace("passkeys.", "passkeys.app.shop."));

        assertThat(own.setting("passkeys.registration", "closed").on(Server.OTHER))
                .containsExactly("passkeys.app.shop.registration=closed");
        assertThat(own.key("passkeys.registration")).isEqualTo("passkeys.app.shop.registration");
    }

    @ParameterizedTest
    @EnumSource(Server.class)
    void hasATemplateDoNothingWhereItIsTypedAsItStands(Server server) {
        assertThat(cures.template("passkeys.account.active-query", "select 1 from users where name = ?")
                        .on(server))
                .hasSizeGreaterThan(1)
                .allMatch(line -> line.startsWith("#"))
                .anyMatch(line -> line.contains("passkeys.account.active-query"));
    }

    @ParameterizedTest
    @EnumSource(names = {"WILDFLY", "PAYARA", "PAYARA_MICRO"})
    void saysThatACookieIsThatOfAllApplications(Server server) {
        assertThat(cures.sessionCookie().on(server).get(0))
                .startsWith("# ")
                .contains("every application on the server");
    }

    @Test
    void namesTheEarThatAnApplicationIsIn() {
        Cures inEar = new Cures(new ApplicationName("acme", "shop"));

        assertThat(inEar.trackingByCookie().on(Server.WILDFLY))
                .contains("deployment-overlay add --name=passkeys-web-xml-acme"
                        + " --content=/shop.war/WEB-INF/web.xml=web.xml --deployments=acme.ear --redeploy-affected");
        assertThat(inEar.trackingByCookie().on(Server.PAYARA)).contains("asadmin redeploy --name acme acme.ear");
        assertThat(inEar.payaraMechanism().on(Server.PAYARA))
                .anyMatch(line -> line.endsWith(" acme/shop.war"))
                .contains("asadmin disable acme");
        assertThat(cures.trackingByCookie().on(Server.WILDFLY))
                .anyMatch(line -> line.contains("--content=/WEB-INF/web.xml=web.xml --deployments=shop.war"));
    }

    @Test
    void makesNoRealmOfANameThatPayaraRefuses() {
        for (Server server : new Server[] {Server.PAYARA, Server.PAYARA_MICRO}) {
            assertThat(cures.realm("Our Shop").on(server))
                    .isEqualTo(
                            cures.setting("passkeys.groups.remembered", "true").on(server));
            assertThat(cures.realm("Shop").on(server)).anyMatch(line -> line.contains("create-auth-realm"));
        }
    }

    @Test
    void putsNoPasswordIntoACommand() {
        assertThat(cures.dataSource().on(Server.PAYARA).get(0)).contains("password=${MPCONFIG=passkeys-db.password}'");
        assertThat(cures.dataSource().on(Server.GLASSFISH).get(0)).contains("password=${ALIAS=passkeys-db.password}'");
    }

    @ParameterizedTest
    @CsvSource({
        "WildFly 39.0.1.Final (WildFly Core 31.0.3.Final) - 2.3.23.Final, WILDFLY",
        "JBoss EAP 8.1.0.GA, WILDFLY",
        "Payara Server 6.2025.10, PAYARA",
        "Payara Micro 6.2025.10, PAYARA_MICRO",
        "Eclipse GlassFish 8.0.0, GLASSFISH",
        "Apache Tomcat (TomEE)/10.1, OTHER"
    })
    void knowsServersByWhatTheySayOfThemselves(String info, Server server) {
        assertThat(Server.of(info)).isEqualTo(server);
        assertThat(Server.named(server.word())).hasValue(server);
    }

    @Test
    void reportsTheCuresOfTwoServersApart() {
        Finding finding = Finding.wrong("https", "It is not.", cures.forwardedHttps());
        assertThat(Report.of(List.of(finding), Server.WILDFLY, Server.PAYARA))
                .startsWith("wrong   https: It is not.\n        # WildFly\n        /subsystem=")
                .contains("        # Payara\n        asadmin set ");
        assertThat(Report.of(List.of(Finding.wrong("a", "B.", Cure.of("c"))), Server.WILDFLY, Server.PAYARA))
                .isEqualTo("wrong   a: B.\n        c\n");
    }
}
