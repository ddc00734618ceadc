// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.mail;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.UnsupportedEncodingException;
import java.time.Clock;
import java.util.Date;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Mailer by a Jakarta Mail session of the server, which knows the mail server and how to sign in to it. */
final class SessionMailer implements Mailer {

    private static final String UTF_8 = "UTF-8";

    /** One bare address: Jakarta Mail also takes groups of addresses, and what follows an address. */
    private static final Pattern ADDRESS =
            Pattern.compile("[^\\s\\p{Cntrl}<>,;:@\"()\\[\\]\\\\]{1,64}@[^\\s\\p{Cntrl}<>,;:@\"()\\[\\]\\\\]{1,255}");

    private final Supplier<Object> session;
    private final String sender;
    private final String application;
    private final Clock clock;

    /**
     * Takes its parts.
     *
     * @param session the session
     * @param sender address that the mail is from
     * @param application name that the mail is from
     * @param clock the time
     */
    SessionMailer(Supplier<Object> session, String sender, String application, Clock clock) {
        this.session = session;
        this.sender = sender;
        this.application = application;
        this.clock = clock;
    }

    /** One of a session in JNDI, which is looked up for each mail: an operator may replace it. */
    static Mailer inContainer(String name, String sender, String application, Clock clock) {
        return new SessionMailer(() -> lookup(name), sender, application, clock);
    }

    @SuppressWarnings("BanJNDI") // the name is the operator's, from the settings
    private static Object lookup(String name) {
        try {
            return InitialContext.doLookup(name);
        } catch (NamingException e) {
            throw new IllegalStateException("there is no mail session " + name + " (passkeys.mail.session)", e);
        }
    }

    @Override
    public void send(String address, String subject, String text) throws MailException {
        try {
            MimeMessage message = new MimeMessage(known(session.get()));
            message.setFrom(new InternetAddress(sender, PlainText.line(application), UTF_8));
            message.setRecipient(Message.RecipientType.TO, bare(address));
            message.setSubject(PlainText.line(subject), UTF_8);
            message.setText(text, UTF_8);
            message.setHeader("Auto-Submitted", "auto-generated");
            message.setSentDate(Date.from(clock.instant()));
            Transport.send(message);
        } catch (MessagingException | UnsupportedEncodingException | RuntimeException e) {
            throw new MailException(String.valueOf(e.getMessage()), e);
        }
    }

    private static InternetAddress bare(String address) throws AddressException {
        if (!ADDRESS.matcher(address).matches()) {
            throw new AddressException("the query in passkeys.mail.address-query found no bare address");
        }
        return new InternetAddress(address, true);
    }

    private static Session known(Object found) {
        if (found instanceof Session session) {
            return session;
        }
        throw new IllegalStateException("passkeys.mail.session names no Jakarta Mail session of this server");
    }
}
