// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetupTest;
import ee.passkeys.testkit.Installed;
import ee.passkeys.testkit.OldApplication;
import jakarta.mail.MessagingException;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** A mail server on this machine, and what the page about mail tells operators to type, with its address in it. */
final class HandbookMail implements AutoCloseable {

    private static final String PAGE = "mail.md";
    private static final long PATIENCE = 30_000;

    private final GreenMail server = new GreenMail(ServerSetupTest.SMTP.dynamicPort());

    HandbookMail() {
        server.start();
    }

    /** The lines that begin so, for this mail server. */
    List<String> lines(String begin) {
        List<String> lines = Handbook.linesThatBegin(PAGE, begin).stream()
                .map(line -> line.replace("smtp.example.com", "localhost")
                        .replace("port=25", "port=" + server.getSmtp().getPort()))
                .toList();
        assertThat(lines).isNotEmpty();
        return lines;
    }

    /** The old application with the settings of the page, of which one names the session; the query is for a table that is there. */
    static WebArchive application(String session) {
        String settings = String.join(
                "\n",
                Stream.of("passkeys.mail.session=" + session, "passkeys.mail.sender", "passkeys.mail.address-query")
                        .flatMap(begin -> Handbook.linesThatBegin(PAGE, begin).stream())
                        .map(line -> line.replace(
                                "SELECT email FROM app_user WHERE name = ?",
                                "SELECT CAST(? AS VARCHAR(200)) || '@example.com'"))
                        .toList());
        assertThat(settings).contains("session=", "sender=", "VARCHAR");
        return Installed.into(OldApplication.war())
                .addAsResource(new StringAsset(settings), "META-INF/microprofile-config.properties");
    }

    /** Waits for the mail about the passkey of a user. */
    void arrivesFor(String user) throws MessagingException {
        assertThat(server.waitForIncomingEmail(PATIENCE, 1)).as("mail").isTrue();
        assertThat(server.getReceivedMessages()[0].getSubject()).endsWith("A passkey was created");
        assertThat(server.getReceivedMessages()[0].getAllRecipients())
                .extracting(Object::toString)
                .containsExactly(user + "@example.com");
    }

    @Override
    public void close() {
        server.stop();
    }
}
