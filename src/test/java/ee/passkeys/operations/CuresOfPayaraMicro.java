// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.testkit.Installed;
import ee.passkeys.testkit.OldApplication;
import java.util.ArrayList;
import java.util.List;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** An old application that much is wrong with, and what its doctor says to write into the files that Payara Micro reads at its start. */
final class CuresOfPayaraMicro {

    private static final String NAME = "sick";

    private final Administrator administrator;
    private final List<String> commands = new ArrayList<>();
    private final List<String> properties = new ArrayList<>();

    CuresOfPayaraMicro(ServerNode server) {
        administrator = new Administrator(server, NAME);
    }

    /** The application, of a realm that the server does not have. */
    static WebArchive application() {
        return Installed.into(ShrinkWrap.create(WebArchive.class, NAME + ".war")
                .merge(OldApplication.ofRealm("Shop"))
                .addAsResource(
                        new StringAsset(Administrator.settings(NAME)), "META-INF/microprofile-config.properties"));
    }

    /** Asks the doctor, who finds something wrong and says into which file its cure is written. */
    void areSaid() {
        List<String> realm = wrong(administrator.asks("realm"));
        List<String> https = wrong(administrator.asks("https", Administrator.BY_HTTPS));
        List<String> accounts = wrong(administrator.asks("accounts"));
        assertThat(List.of(realm.get(0), https.get(0), accounts.get(1)))
                .containsExactly(
                        "# add to the file of --postbootcommandfile, then restart",
                        "# add to the file of --postbootcommandfile, then restart",
                        "# add to the file of --systemproperties, then restart");
        commands.addAll(first(realm));
        commands.addAll(https);
        properties.addAll(Administrator.filledIn(accounts));
    }

    /** The lines for the file of commands after the boot. */
    String commands() {
        return text(commands);
    }

    /** The lines for the file of system properties. */
    String properties() {
        return text(properties);
    }

    /** Asks the doctor again, who finds nothing. */
    void haveCured() {
        assertThat(List.of(
                        administrator.asks("realm").state(),
                        administrator.asks("https", Administrator.BY_HTTPS).state(),
                        administrator.asks("accounts").state()))
                .containsOnly("fine");
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
