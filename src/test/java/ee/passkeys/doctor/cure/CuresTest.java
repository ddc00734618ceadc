// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.doctor.cure;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.server.ApplicationName;
import ee.passkeys.server.ServerProfile;
import ee.passkeys.server.Servers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The lines that cure can be typed as they are. */
class CuresTest {

    private final Cures cures = new Cures(new ApplicationName("shop"));

    @Test
    void setsASettingInTheWayOfEachServer() {
        Cure cure = cures.setting("passkeys.origins", "https://a.example.com");

        assertThat(cure.on(Servers.WILDFLY))
                .containsExactly(
                        "if (outcome == success) of /system-property=passkeys.origins:read-resource",
                        "  /system-property=passkeys.origins:write-attribute(name=value,value=\"https://a.example.com\")",
                        "else",
                        "  /system-property=passkeys.origins:add(value=\"https://a.example.com\")",
                        "end-if",
                        "reload");
        assertThat(cure.on(Servers.PAYARA))
                .containsExactly(
                        "asadmin set-config-property --source=domain --propertyName=passkeys.origins --propertyValue=https://a.example.com",
                        "asadmin disable shop",
                        "asadmin enable shop");
        assertThat(cure.on(Servers.PAYARA_MICRO))
                .containsExactly(
                        "# add to the file of --postbootcommandfile, then restart",
                        "set-config-property --source=domain --propertyName=passkeys.origins --propertyValue=https://a.example.com");
        assertThat(cure.on(Servers.GLASSFISH))
                .startsWith("asadmin create-system-properties 'passkeys.origins=https\\://a.example.com'");
        assertThat(cure.on(Servers.OTHER)).containsExactly("passkeys.origins=https://a.example.com");
    }

    @Test
    void quotesWhatAShellWouldRead() {
        assertThat(cures.setting("k", "a = ? and b = 'c'").on(Servers.PAYARA).get(0))
                .endsWith("--propertyValue='a = ? and b = '\\''c'\\'''");
        assertThat(cures.setting("k", "say \"a\\b\"").on(Servers.WILDFLY))
                .contains("  /system-property=k:add(value=\"say \\\"a\\\\b\\\"\")");
    }

    @Test
    void writesAValueWithBlanksIntoAFileThatTakesIt() {
        assertThat(cures.setting("k", "a = ? and b = '\\'").on(Servers.PAYARA_MICRO))
                .containsExactly("# add to the file of --systemproperties, then restart", "k=a = ? and b = '\\\\'");
    }

    @Test
    void setsTheKeyThatCountsForTheApplication() {
        Cures own = new Cures(new ApplicationName("shop"), key -> key.replace("passkeys.", "passkeys.app.shop."));

        assertThat(own.setting("passkeys.registration", "closed").on(Servers.OTHER))
                .containsExactly("passkeys.app.shop.registration=closed");
        assertThat(own.key("passkeys.registration")).isEqualTo("passkeys.app.shop.registration");
    }

    @ParameterizedTest
    @MethodSource("servers")
    void hasATemplateDoNothingWhereItIsTypedAsItStands(ServerProfile server) {
        assertThat(cures.template("passkeys.account.active-query", "select 1 from users where name = ?")
                        .on(server))
                .hasSizeGreaterThan(1)
                .allMatch(line -> line.startsWith("#"))
                .anyMatch(line -> line.contains("passkeys.account.active-query"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"wildfly", "payara", "payara-micro"})
    void saysThatACookieIsThatOfAllApplications(String word) {
        ServerProfile server = Servers.named(word).orElseThrow();
        assertThat(cures.sessionCookie().on(server).get(0))
                .startsWith("# ")
                .contains("every application on the server");
    }

    @Test
    void namesTheEarThatAnApplicationIsIn() {
        Cures inEar = new Cures(new ApplicationName("acme", "shop"));

        assertThat(inEar.trackingByCookie().on(Servers.WILDFLY))
                .contains("deployment-overlay add --name=passkeys-web-xml-acme"
                        + " --content=/shop.war/WEB-INF/web.xml=web.xml --deployments=acme.ear --redeploy-affected");
        assertThat(inEar.trackingByCookie().on(Servers.PAYARA)).contains("asadmin redeploy --name acme acme.ear");
        assertThat(inEar.payaraMechanism().on(Servers.PAYARA))
                .anyMatch(line -> line.endsWith(" acme/shop.war"))
                .contains("asadmin disable acme");
        assertThat(cures.trackingByCookie().on(Servers.WILDFLY))
                .anyMatch(line -> line.contains("--content=/WEB-INF/web.xml=web.xml --deployments=shop.war"));
    }

    @Test
    void makesNoRealmOfANameThatPayaraRefuses() {
        for (ServerProfile server : new ServerProfile[] {Servers.PAYARA, Servers.PAYARA_MICRO}) {
            assertThat(cures.realm("Our Shop").on(server))
                    .isEqualTo(
                            cures.setting("passkeys.groups.remembered", "true").on(server));
            assertThat(cures.realm("Shop").on(server)).anyMatch(line -> line.contains("create-auth-realm"));
        }
    }

    @Test
    void putsNoPasswordIntoACommand() {
        assertThat(cures.dataSource().on(Servers.PAYARA).get(0)).contains("password=${MPCONFIG=passkeys-db.password}'");
        assertThat(cures.dataSource().on(Servers.GLASSFISH).get(0)).contains("password=${ALIAS=passkeys-db.password}'");
    }

    @Test
    void reportsTheCuresOfTwoServersApart() {
        Finding finding = Finding.wrong("https", "It is not.", cures.forwardedHttps());
        assertThat(Report.of(List.of(finding), Servers.WILDFLY, Servers.PAYARA))
                .startsWith("wrong   https: It is not.\n        # WildFly\n        /subsystem=")
                .contains("        # Payara\n        asadmin set ");
        assertThat(Report.of(List.of(Finding.wrong("a", "B.", Cure.of("c"))), Servers.WILDFLY, Servers.PAYARA))
                .isEqualTo("wrong   a: B.\n        c\n");
    }

    static List<ServerProfile> servers() {
        return Servers.all();
    }
}
