// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.testkit.ApiClient.Answer;
import ee.passkeys.testkit.Installed;
import ee.passkeys.testkit.Published;
import ee.passkeys.testkit.SoftAuthenticator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Applications that nobody dares to touch: each stands on one server twice, as its authors left it, and with the jar. Who signs in with the
 * password sees the same bytes in both, but for the passkeys on the login page; who signs in with a passkey is the same caller.
 */
@Tag("operations")
abstract class LegacyContract {

    /** Of one user in the realm; the last is the one that Jolokia asks for. */
    static final List<String> GROUPS = List.of("clerk", "cashier", "jolokia");

    private static final String JMX = "read/java.lang:type=Runtime/SpecName";

    private static final Pattern INPUT_GRAFT = Pattern.compile("(?i)(<input) autocomplete=\"username webauthn\"");

    /** Its addresses are relative to the page, so that a proxy may give the application another path. */
    private static final Pattern FORM_GRAFT =
            Pattern.compile("<link rel=\"stylesheet\" href=\"(\\.{1,2}/)passkeys/passkeys\\.css\"/>"
                    + "<passkey-sign-in autofill=\"\"></passkey-sign-in>"
                    + "<script type=\"module\" src=\"\\1passkeys/passkeys\\.js\"></script>");

    /** The server with the applications. */
    abstract ServerNode server();

    /** The JVM of the server is told: the one client may call as often as it likes. */
    static String[] options(DirectoryServer directory) {
        return new String[] {
            "-Dpasskeys.rate-limit.per-address=1000000",
            "-Dpasskeys.enhance-login-form=on",
            // Its web.xml names a realm that Payara does not have, where nobody finds groups without a password.
            "-Dpasskeys.app.jolokia-new.groups.remembered=true",
            "-Dinvoices.directory=" + directory.url()
        };
    }

    /** What is deployed, each at its name. */
    static List<WebArchive> applications() {
        Stream<WebArchive> ours = Stream.of(LegacyJob.values())
                .flatMap(
                        job -> Stream.of(job.war(old(job) + ".war"), Installed.into(job.war(installed(job) + ".war"))));
        Stream<WebArchive> foreign = Stream.of(jolokia("jolokia-old.war"), Installed.into(jolokia("jolokia-new.war")));
        return Stream.concat(ours, foreign).toList();
    }

    /** An application that nobody here wrote: it shows the MBeans of its server, by BASIC and the server's realm. */
    private static WebArchive jolokia(String name) {
        return ShrinkWrap.create(ZipImporter.class, name)
                .importFrom(Published.artifacts(List.of("org.jolokia:jolokia-agent-war:war:2.0.0"))
                        .get(0)
                        .toFile())
                .as(WebArchive.class);
    }

    @ParameterizedTest
    @EnumSource
    void staysAsItWasForThePassword(LegacyJob job) {
        Visitor old = visitor(old(job));
        Visitor same = visitor(installed(job));

        job.work(old);
        job.work(same);

        assertThat(withoutGraft(same.seen())).isEqualTo(old.seen());
        assertThat(FORM_GRAFT.matcher(same.seen()).find()).isEqualTo(job == LegacyJob.ORDERS);
    }

    @ParameterizedTest
    @EnumSource
    void knowsTheSameCallerByPasskey(LegacyJob job) {
        SoftAuthenticator phone = new SoftAuthenticator();
        assertThat(job.register(visitor(installed(job)), phone).status()).isEqualTo(201);

        Visitor visitor = visitor(installed(job));
        assertThat(visitor.client().signIn(phone).status()).isEqualTo(200);

        assertThat(job.whoIsThere(visitor)).startsWith("user ").isEqualTo(job.who(visitor(old(job))));
    }

    @Test
    void leavesAForeignApplicationAsItWasForThePassword() {
        assertThat(jolokiaByPassword(visitor("jolokia-new"))).isEqualTo(jolokiaByPassword(visitor("jolokia-old")));
    }

    @Test
    void opensAForeignApplicationByPasskey() {
        String authorization = LegacyJob.basic(LegacyJob.CLERK, LegacyJob.PASSWORD);
        SoftAuthenticator phone = new SoftAuthenticator();
        assertThat(LegacyJob.register(visitor("jolokia-new"), phone, authorization)
                        .status())
                .isEqualTo(201);

        Visitor visitor = visitor("jolokia-new");
        assertThat(visitor.get(JMX).status()).isEqualTo(401);
        assertThat(visitor.client().signIn(phone).status()).isEqualTo(200);
        assertThat(visitor.get(JMX).response().body()).contains("\"value\":\"Java Virtual Machine Specification\"");
    }

    private static String jolokiaByPassword(Visitor visitor) {
        visitor.get(JMX);
        visitor.get(JMX, "Authorization", LegacyJob.basic(LegacyJob.CLERK, "fork-handles"));
        Answer read = visitor.get(JMX, "Authorization", LegacyJob.basic(LegacyJob.CLERK, LegacyJob.PASSWORD));
        assertThat(read.status()).isEqualTo(200);
        return visitor.seen()
                .replaceAll("\"timestamp\":\\d+", "\"timestamp\":{time}")
                .replaceAll("expires: \\[\\w{3}, .*", "expires: {time}");
    }

    private static String withoutGraft(String seen) {
        return INPUT_GRAFT
                .matcher(FORM_GRAFT.matcher(seen).replaceAll(""))
                .replaceAll("$1")
                .replace("autocomplete=\"username webauthn\"", "autocomplete=\"username\"");
    }

    private static String old(LegacyJob job) {
        return job.name().toLowerCase(Locale.ROOT) + "-old";
    }

    private static String installed(LegacyJob job) {
        return job.name().toLowerCase(Locale.ROOT) + "-new";
    }

    private Visitor visitor(String application) {
        return new Visitor(server().root().resolve(application + "/"));
    }
}
