// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetupTest;
import ee.passkeys.testkit.MutableClock;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.Date;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The mailer, at a mail server")
class SessionMailerTest {

    private final GreenMail server = new GreenMail(ServerSetupTest.SMTP.dynamicPort());
    private final MutableClock clock = new MutableClock();

    @BeforeEach
    void startServer() {
        server.start();
    }

    @AfterEach
    void endServer() {
        server.stop();
    }

    @Test
    void sendsPlainTextInAnyScript() throws Exception {
        mailer("Läden & Söhne").send("ada@example.com", "Läden: パスキー", "Grüße,\nعربي\n");

        MimeMessage mail = received();
        assertThat(mail.getSubject()).isEqualTo("Läden: パスキー");
        assertThat(mail.getContentType()).isEqualTo("text/plain; charset=UTF-8");
        assertThat(String.valueOf(mail.getContent()).lines()).containsExactly("Grüße,", "عربي");
        assertThat(((InternetAddress) mail.getFrom()[0]).getPersonal()).isEqualTo("Läden & Söhne");
        assertThat(((InternetAddress) mail.getFrom()[0]).getAddress()).isEqualTo("passkeys@example.com");
        assertThat(mail.getAllRecipients()).containsExactly(new InternetAddress("ada@example.com"));
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getSentDate()).isEqualTo(Date.from(clock.instant()));
        assertThat(GreenMailUtil.getHeaders(mail)).isASCII();
    }

    @Test
    void addsNoHeaderWhateverSubjectAndApplicationHold() throws Exception {
        mailer("Shop\r\nBcc: eve@example.com")
                .send("ada@example.com", "Shop\r\nBcc: eve@example.com\r\n\r\nhello", "text");

        assertThat(server.getReceivedMessages()).hasSize(1);
        assertThat(received().getHeader("Bcc")).isNull();
        assertThat(received().getContent().toString().strip()).isEqualTo("text");
        assertThat(received().getSubject()).isEqualTo("Shop Bcc: eve@example.com hello");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada@example.com,eve@example.com",
                "ada@example.com\r\nBcc: eve@example.com",
                "ada@example.com\neve@example.com",
                "friends: ada@example.com, eve@example.com;",
                "ada",
                "<ada@example.com> eve@example.com",
                "ada@example.com\u0000"
            })
    void refusesWhatIsNotOneAddress(String address) {
        assertThatExceptionOfType(MailException.class)
                .isThrownBy(() -> mailer("Shop").send(address, "Subject", "text"));

        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void saysWhenTheMailServerIsDown() {
        Mailer mailer = mailer("Shop");
        server.stop();

        assertThatExceptionOfType(MailException.class)
                .isThrownBy(() -> mailer.send("ada@example.com", "Subject", "text"));
    }

    @Test
    void saysWhenTheNameIsAnotherThing() {
        assertThatExceptionOfType(MailException.class)
                .isThrownBy(() -> new SessionMailer(() -> "text", "passkeys@example.com", "Shop", clock)
                        .send("ada@example.com", "Subject", "text"))
                .withMessageContaining("passkeys.mail.session");
    }

    private Mailer mailer(String application) {
        Properties properties = new Properties();
        properties.put("mail.smtp.host", "localhost");
        properties.put("mail.smtp.port", String.valueOf(server.getSmtp().getPort()));
        return new SessionMailer(() -> Session.getInstance(properties), "passkeys@example.com", application, clock);
    }

    private MimeMessage received() throws MessagingException, IOException {
        return server.getReceivedMessages()[0];
    }
}
