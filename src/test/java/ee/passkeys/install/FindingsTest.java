// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.install;

import static ee.passkeys.install.TestArchives.archive;
import static ee.passkeys.install.TestArchives.war;
import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.doctor.cure.Cures;
import ee.passkeys.install.zip.RefusedException;
import ee.passkeys.install.zip.Zip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the report says of a WAR that is taken. */
class FindingsTest {

    @TempDir
    Path directory;

    @Test
    void warnsOfNothingInAnOrdinaryWar() throws Exception {
        assertThat(report(war("jakarta")))
                .contains("jakarta namespace")
                .contains("web.xml has no login-config")
                .doesNotContain("Warning");
    }

    @ParameterizedTest
    @ValueSource(strings = {"FORM", "BASIC", "form"})
    void saysThatThePasswordLoginGoesOn(String method) throws Exception {
        assertThat(report(war("jakarta").withWebXml(login(method))))
                .contains(
                        "The login-config of web.xml is " + method.toUpperCase() + "; it stays active beside passkeys.")
                .doesNotContain("Warning");
    }

    @Test
    void takesLoginConfigWithoutMethodAsBasic() throws Exception {
        assertThat(report(war("jakarta").withWebXml("<login-config/>")))
                .contains("The login-config of web.xml is BASIC");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CLIENT-CERT", "DIGEST"})
    void warnsThatPasskeysStayOffWhereOnlyTheContainerCanSignIn(String method) throws Exception {
        assertThat(report(war("jakarta").withWebXml(login(method))))
                .contains("Warning: the login-config of web.xml is " + method)
                .contains("passkeys stay disabled");
    }

    @Test
    void tellsTheLineThatAnAbsoluteOrderingGetsThatLeavesUsOut() throws Exception {
        assertThat(report(war("jakarta").withWebXml("<absolute-ordering><name>other</name></absolute-ordering>")))
                .contains("adds one line to it: <name>passkeys_ee</name>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<name>passkeys_ee</name>", "<others/>"})
    void isContentWithAnAbsoluteOrderingThatHasUs(String inside) throws Exception {
        assertThat(report(war("jakarta").withWebXml("<absolute-ordering>" + inside + "</absolute-ordering>")))
                .doesNotContain("absolute-ordering");
    }

    @Test
    void namesTheFragmentAsItIsNamed() throws Exception {
        assertThat(Path.of("src/main/resources/META-INF/web-fragment.xml"))
                .content()
                .contains("<name>" + Cures.FRAGMENT + "</name>");
    }

    @Test
    void warnsOfAMechanismThatPayaraPrefers() throws Exception {
        String param = "<context-param><param-name>other</param-name><param-value>1</param-value></context-param>"
                + "<context-param><param-name>fish.payara.security.mechanism</param-name>"
                + "<param-value> Form </param-value></context-param>";
        assertThat(report(war("jakarta").withWebXml(param)))
                .contains("Warning: web.xml sets fish.payara.security.mechanism to Form");
    }

    @Test
    void warnsOfItsOwnHibernate() throws Exception {
        byte[] hibernate =
                archive().with("org/hibernate/SessionFactory.class", "").bytes();
        assertThat(report(war("jakarta").with("WEB-INF/lib/hibernate-core.jar", hibernate)))
                .contains("Warning: the WAR contains Hibernate, hibernate-core.jar");
    }

    @Test
    void leavesItsPersistenceUnitsAlone() throws Exception {
        assertThat(report(war("jakarta").with("WEB-INF/classes/META-INF/persistence.xml", "<persistence/>")))
                .contains("The WAR has a persistence.xml")
                .doesNotContain("Warning");
    }

    @Test
    void saysWhichLibrariesItCouldNotLookInto() throws Exception {
        byte[] library = archive().withStored("a.txt", new byte[] {1}).bytes();
        library[6] = 8; // says that the sizes follow, which a stream cannot read of what is not compressed
        assertThat(report(war("jakarta").with("WEB-INF/lib/odd.jar", library)))
                .contains("Warning: some content of odd.jar could not be read.");
    }

    @Test
    void goesOnBehindLibrariesThatAreBroken() throws Exception {
        byte[] badName = archive().with("ü", "").bytes();
        badName[Zip.LOCAL_SIZE] = (byte) 0xff;
        byte[] badManifest =
                archive().with("META-INF/MANIFEST.MF", "no manifest\r\n").bytes();
        assertThat(report(war("jakarta")
                        .with("WEB-INF/lib/name.jar", badName)
                        .with("WEB-INF/lib/manifest.jar", badManifest)))
                .contains("Warning: some content of name.jar, manifest.jar could not be read.");
    }

    @Test
    void namesThreeLibrariesAndCountsTheOthers() throws Exception {
        byte[] old = archive()
                .with("Old.class", TestArchives.classUsing("javax/servlet/Filter"))
                .bytes();
        TestArchives war = war("jakarta");
        for (String name : new String[] {"a", "b", "c", "d", "e"}) {
            war.with("WEB-INF/lib/" + name + ".jar", old);
        }
        assertThat(report(war)).contains("in a.jar, b.jar, c.jar and 2 more;");
    }

    @Test
    void tellsWhatToConfigureForTheFileThatWasWritten() throws Exception {
        assertThat(report(war("jakarta")))
                .contains("  passkeys.rp.id ")
                .contains("  passkeys.origins ")
                .contains("  passkeys.data-source ")
                .contains("  passkeys.account.active-query ")
                .contains("PASSKEYS_RP_ID")
                .contains("--source=application --sourceName=shop-passkeys\n")
                .contains("integrated-jaspi");
    }

    private String report(TestArchives war) throws IOException, RefusedException {
        Path file = war.in(directory.resolve("shop.war"));
        CommandLine add = CommandLine.run(directory, "add", file);
        assertThat(add.code()).as(add.err()).isEqualTo(Main.DONE);
        Files.delete(directory.resolve("shop-passkeys.war"));
        return add.out();
    }

    private static String login(String method) {
        return "<login-config><auth-method> " + method + " </auth-method></login-config>";
    }
}
