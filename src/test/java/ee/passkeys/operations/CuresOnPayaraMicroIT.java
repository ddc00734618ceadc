// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.testkit.Installed;
import ee.passkeys.testkit.OldApplication;
import java.util.List;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Test;

/** What the doctor says to write into the files that Payara Micro reads at its start is written as it stands there, and cures. */
class CuresOnPayaraMicroIT {

    @Test
    void curesWhatIsWrongWithAnOldApplication() {
        try (PayaraMicroNode server = PayaraMicroNode.fresh("payara-micro-cures")) {
            String commands = server.write("cures.asadmin", "").toString();
            String properties = server.write("cures.properties", "").toString();
            server.with("--postbootcommandfile", commands, "--systemproperties", properties)
                    .user(OldApplicationJob.USER, OldApplicationJob.PASSWORD, OldApplicationJob.GROUP)
                    .user(Administrator.NAME, Administrator.PASSWORD, "user:" + Administrator.GROUP)
                    .deploy(Installed.into(OldApplication.ofRealm("Shop")
                            .addAsResource(
                                    new StringAsset(Administrator.SETTINGS),
                                    "META-INF/microprofile-config.properties")))
                    .start();
            Administrator administrator = new Administrator(server);
            OldApplicationJob job = new OldApplicationJob(server);

            administrator.cures("realm", lines -> startAgain(server, "--postbootcommandfile", first(lines)));
            job.registers();
            job.signsInByPasskey();
            administrator.cures(
                    "https", lines -> startAgain(server, "--postbootcommandfile", lines), "X-Forwarded-Proto", "https");
            administrator.cures("accounts", lines -> startAgain(server, "--systemproperties", lines));
        }
    }

    /** Writes lines into the file that they name. */
    private static void startAgain(PayaraMicroNode server, String option, List<String> lines) {
        assertThat(lines.get(0)).isEqualTo("# into the file of " + option + ", then start it again");
        server.close();
        server.write(
                option.equals("--systemproperties") ? "cures.properties" : "cures.asadmin",
                String.join("\n", lines) + "\n");
        server.start();
    }

    /** The first of two cures. */
    private static List<String> first(List<String> lines) {
        return lines.stream().takeWhile(line -> !line.startsWith("# or")).toList();
    }
}
