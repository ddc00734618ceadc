// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetupTest;
import ee.passkeys.testkit.ApiClient;
import ee.passkeys.testkit.Built;
import ee.passkeys.testkit.SoftAuthenticator;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Node;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Users get mail by a session of the server, which the application defines in its {@code web.xml}. */
@ExtendWith(ArquillianExtension.class)
@Tag("server")
@DisplayName("Mail")
class MailIT {

    private static final GreenMail SERVER = started();

    private static final String SETTINGS = """
            passkeys.rp.name=L\\u00e4den & S\\u00f6hne
            passkeys.mail.session=java:app/mail/Passkeys
            passkeys.mail.sender=passkeys@example.com
            passkeys.mail.address-query=SELECT CAST(? AS VARCHAR(200)) || '@example.com'
            """;

    @ArquillianResource
    private URL deployed;

    private final String name = "user-" + UUID.randomUUID();

    private static GreenMail started() {
        GreenMail server = new GreenMail(ServerSetupTest.SMTP.dynamicPort());
        server.start();
        return server;
    }

    @Deployment(testable = false)
    static WebArchive shop() throws IOException {
        WebArchive shop = ShrinkWrap.create(WebArchive.class, "mail.war")
                .merge(ShrinkWrap.createFromZipFile(
                        WebArchive.class, Built.demo().toFile()));
        Node webXml = shop.get("WEB-INF/web.xml");
        String text = new String(webXml.getAsset().openStream().readAllBytes(), StandardCharsets.UTF_8);
        return shop.addAsWebInfResource("jboss-web.xml")
                .setWebXML(new StringAsset(text.replace("</web-app>", session() + "</web-app>")))
                .addAsResource(
                        new StringAsset(
                                Files.readString(Path.of("src/demo/resources/META-INF/microprofile-config.properties"))
                                        + SETTINGS),
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

    @AfterAll
    static void endServer() {
        SERVER.stop();
    }

    @BeforeEach
    void forgetMail() throws Exception {
        SERVER.purgeEmailFromAllMailboxes();
    }

    @Test
    void tellsAUserOfANewPasskey() throws Exception {
        assertThat(client().newAccount(name, new SoftAuthenticator()).status()).isEqualTo(201);

        MimeMessage mail = awaitMail("A passkey was created");

        assertThat(mail.getSubject()).isEqualTo("Läden & Söhne: A passkey was created");
        assertThat(mail.getAllRecipients()).extracting(Object::toString).containsExactly(name + "@example.com");
        assertThat(mail.getFrom()[0].toString()).contains("<passkeys@example.com>");
        assertThat(mail.getContent().toString())
                .contains("User name: " + name, "Application: Läden & Söhne")
                .contains("http://localhost" + deployed.getPath() + "passkeys/");
    }

    @Test
    void tellsAUserOfRecoveryCodesAndOfTheUseOfOne() throws Exception {
        SoftAuthenticator phone = new SoftAuthenticator();
        ApiClient user = client();
        assertThat(user.newAccount(name, phone).status()).isEqualTo(201);
        String code =
                user.post("recovery/codes", "{}").json().path("codes").path(0).asText();
        awaitMail("New recovery codes were created");

        assertThat(client().post(
                                "recovery/use",
                                ApiClient.object().put("name", name).put("code", code))
                        .status())
                .isEqualTo(200);

        assertThat(awaitMail("A code was used to create a passkey").getContent().toString())
                .doesNotContain(code);
    }

    @Test
    void tellsAUserOfARemovedPasskey() throws Exception {
        SoftAuthenticator phone = new SoftAuthenticator();
        ApiClient user = client();
        assertThat(user.newAccount(name, phone).status()).isEqualTo(201);
        assertThat(user.register(new SoftAuthenticator()).status()).isEqualTo(201);
        String id = user.get("credentials").json().path(0).path("id").asText();

        assertThat(user.delete("credentials/" + id).status()).isEqualTo(204);

        awaitMail("A passkey was removed");
    }

    /** Delivery is in the background. */
    private MimeMessage awaitMail(String subject) throws MessagingException {
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

    private ApiClient client() {
        return new ApiClient(URI.create("http://localhost:" + deployed.getPort() + deployed.getPath()));
    }
}
