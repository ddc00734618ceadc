// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.testkit.Installed;
import ee.passkeys.testkit.OldApplication;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the doctor says to type for Payara Server is typed as it stands there, and cures. */
class CuresOnPayaraServerIT {

    private static ServerDomain server;

    @BeforeAll
    static void configure() {
        server = ServerDomain.payara("payara-server-cures");
        server.start();
        user(OldApplicationJob.USER, OldApplicationJob.GROUP);
    }

    @AfterAll
    static void end() {
        server.close();
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

    private static void user(String name, String groups) {
        server.asadmin(
                Map.of("AS_ADMIN_USERPASSWORD", OldApplicationJob.PASSWORD),
                "create-file-user",
                "--groups",
                groups,
                name);
    }

    private static void deploy(WebArchive war) {
        Path file = server.directory().resolve(war.getName());
        war.as(ZipExporter.class).exportTo(file.toFile(), true);
        server.asadmin("deploy", "--force=true", file.toString());
    }
}
