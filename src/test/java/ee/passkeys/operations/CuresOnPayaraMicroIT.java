// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.testkit.Installed;
import ee.passkeys.testkit.OldApplication;
import java.util.List;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the doctor says to write into the files that Payara Micro reads at its start is written as it stands there, and cures. */
@Tag("operations")
class CuresOnPayaraMicroIT {

    @Test
    void curesWhatIsWrongWithAnOldApplication() {
        try (PayaraMicroNode server = PayaraMicroNode.fresh("payara-micro-cures")) {
            String commands = server.write("cures.asadmin", "").toString();
            String properties = server.write("cures.properties", "").toString();
            server.with("--postbootcommandfile", commands, "--systemproperties", properties)
                    .user(Administrator.NAME, Administrator.PASSWORD, "user:" + Administrator.GROUP)
                    .deploy(Installed.into(OldApplication.ofRealm("Shop")
                            .addAsResource(
                                    new StringAsset(Administrator.SETTINGS),
                                    "META-INF/microprofile-config.properties")))
                    .start();
            Administrator administrator = new Administrator(server);
            List<String> realm = wrong(administrator.asks("realm"));
            List<String> https = wrong(administrator.asks("https", Administrator.BY_HTTPS));
            List<String> accounts = wrong(administrator.asks("accounts"));
            assertThat(List.of(realm.get(0), https.get(0), accounts.get(1)))
                    .containsExactly(
                            "# add to the file of --postbootcommandfile, then restart",
                            "# add to the file of --postbootcommandfile, then restart",
                            "# add to the file of --systemproperties, then restart");

            server.close();
            server.write("cures.asadmin", text(first(realm)) + text(https));
            server.write("cures.properties", text(Administrator.filledIn(accounts)));
            server.start();

            assertThat(List.of(
                            administrator.asks("realm").state(),
                            administrator.asks("https", Administrator.BY_HTTPS).state(),
                            administrator.asks("accounts").state()))
                    .containsOnly("fine");
        }
    }

    private static List<String> wrong(Administrator.Said said) {
        assertThat(said.state()).as(said.toString()).isEqualTo("wrong");
        return said.cure();
    }

    /** The first of two cures. */
    private static List<String> first(List<String> lines) {
        return lines.stream().takeWhile(line -> !line.startsWith("# or")).toList();
    }

    private static String text(List<String> lines) {
        return String.join("\n", lines) + "\n";
    }
}
