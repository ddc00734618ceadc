// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.testkit.ApiClient;
import ee.passkeys.testkit.SoftAuthenticator;
import jakarta.mail.internet.MimeMessage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Users get mail by a session of the server, which the application defines in its {@code web.xml}. */
@DisplayName("Mail")
class MailIT extends MailedIT {

    @Test
    void tellsAUserOfANewPasskey() throws Exception {
        assertThat(client().newAccount(name, new SoftAuthenticator()).status()).isEqualTo(201);

        MimeMessage mail = awaitMail("A passkey was created");

        assertThat(mail.getSubject()).isEqualTo("Läden & Söhne: A passkey was created");
        assertThat(mail.getAllRecipients()).extracting(Object::toString).containsExactly(name + "@example.com");
        assertThat(mail.getFrom()[0].toString()).contains("<passkeys@example.com>");
        assertThat(mail.getContent().toString())
                .contains("User name: " + name, "Application: Läden & Söhne")
                .contains("http://localhost" + base().getPath() + "passkeys/");
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
    void tellsAUserOfASignInWithANewBrowserAndOfNoOther() throws Exception {
        SoftAuthenticator phone = new SoftAuthenticator();
        ApiClient creator = client();
        assertThat(creator.newAccount(name, phone).status()).isEqualTo(201);
        assertThat(creator.signIn(phone).status()).isEqualTo(200);
        ApiClient other = client();
        assertThat(other.signIn(phone).status()).isEqualTo(200);
        assertThat(other.signIn(phone).status()).isEqualTo(200);
        assertThat(other.register(new SoftAuthenticator()).status()).isEqualTo(201);
        assertThat(other.delete("credentials/"
                                + other.get("credentials")
                                        .json()
                                        .path(0)
                                        .path("id")
                                        .asText())
                        .status())
                .isEqualTo(204);

        awaitMail("A passkey was removed");
        assertThat(subjects())
                .filteredOn(subject -> subject.endsWith("A passkey was used to sign in with a new browser"))
                .hasSize(1);
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
}
