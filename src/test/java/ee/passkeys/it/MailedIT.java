// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetupTest;
import ee.passkeys.testkit.ApiClient;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Node;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test of the demo with mail and with two administrators, who have to agree on a code. All of them share one mail server, which ends with
 * the process.
 */
@ExtendWith(ArquillianExtension.class)
@Tag("server")
abstract class MailedIT {

    private static final GreenMail SERVER = started();

    private static final String SETTINGS = """
            passkeys.rp.name=L\\u00e4den & S\\u00f6hne
            passkeys.mail.session=java:app/mail/Passkeys
            passkeys.mail.sender=passkeys@example.com
            passkeys.mail.address-query=SELECT CAST(? AS VARCHAR(200)) || '@example.com'
            passkeys.mail.new-device=on
            passkeys.enrollment-code.approvals=2
            passkeys.audit.secret=%s
            """;

    @ArquillianResource
    private URL deployed;

    final String name = "user-" + UUID.randomUUID();

    private static GreenMail started() {
        GreenMail server = new GreenMail(ServerSetupTest.SMTP.dynamicPort());
        server.start();
        return server;
    }

    @Deployment(testable = false)
    static WebArchive shop() throws IOException {
        WebArchive shop = DemoIT.named("mail.war");
        Node webXml = shop.get("WEB-INF/web.xml");
        String text = new String(webXml.getAsset().openStream().readAllBytes(), StandardCharsets.UTF_8);
        return shop.addClass(SecondAdministrator.class)
                .setWebXML(new StringAsset(text.replace("</web-app>", session() + "</web-app>")))
                .addAsResource(
                        new StringAsset(
                                Files.readString(Path.of("src/demo/resources/META-INF/microprofile-config.properties"))
                                        + SETTINGS.formatted(DemoIT.SECRET)),
                        "META-INF/microprofile-config.properties");
    }

    private static String session() {
        return """
                <mail-session>
                  <name>java:app/mail/Passkeys</name>
                  <transport-protocol>smtp</transport-protocol>
                  <host>localhost</host>
                  <property><name>mail.smtp.host</name><value>localhost</value></property>
                  <property><name>mail.smtp.port</name><value>%d</value></property>
                </mail-session>
                """.formatted(SERVER.getSmtp().getPort());
    }

    @BeforeEach
    void forgetMail() throws Exception {
        SERVER.purgeEmailFromAllMailboxes();
    }

    /** Delivery is in the background. */
    final MimeMessage awaitMail(String subject) throws MessagingException {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        for (int number = 1; System.nanoTime() < deadline; number++) {
            SERVER.waitForIncomingEmail(1000, number);
            for (MimeMessage mail : List.of(SERVER.getReceivedMessages())) {
                if (mail.getSubject().endsWith(subject)) {
                    return mail;
                }
            }
        }
        throw new AssertionError("no mail: " + subject);
    }

    final List<String> subjects() throws MessagingException {
        List<String> subjects = new ArrayList<>();
        for (MimeMessage mail : SERVER.getReceivedMessages()) {
            subjects.add(mail.getSubject());
        }
        return subjects;
    }

    final ApiClient client() {
        return new ApiClient(base());
    }

    /** The application's root with a slash at its end. */
    final URI base() {
        return URI.create("http://localhost:" + deployed.getPort() + deployed.getPath());
    }

    final URI at(String path) {
        return base().resolve(path);
    }
}
