// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openqa.selenium.virtualauthenticator.VirtualAuthenticatorOptions.Transport.INTERNAL;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ee.passkeys.testkit.ApiClient;
import ee.passkeys.testkit.ApiClient.Answer;
import ee.passkeys.testkit.Authenticator;
import ee.passkeys.testkit.Installed;
import ee.passkeys.testkit.OldApplication;
import ee.passkeys.testkit.SoftAuthenticator;
import java.net.URI;
import java.net.URL;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ArquillianExtension.class)
@DisplayName("Where a change of passkeys takes a passkey")
@Tag("server")
@Tag("browser")
class ChangeWithPasskeyIT {

    @ArquillianResource
    private URL deployed;

    @Deployment(testable = false)
    static WebArchive application() {
        return Installed.into(OldApplication.withChangesByPasskey().addClass(OfferServlet.class));
    }

    @BeforeEach
    void forget() {
        assertThat(new Http().get(at("test/offers?do=forget")).statusCode()).isEqualTo(200);
    }

    @Test
    void thePasswordMakesTheFirstOneAndNoOther() {
        ApiClient bob = byPassword("bob");
        assertThat(bob.register(new SoftAuthenticator()).status()).isEqualTo(201);

        ApiClient thief = byPassword("bob");
        assertRefused(thief.post("registration/options", "{}"));
        assertThat(thief.get("credentials").json()).hasSize(1);
    }

    @Test
    void thePasswordNeitherRenamesNorRemovesOne() {
        byPassword("bob").register(new SoftAuthenticator());

        ApiClient thief = byPassword("bob");
        String id = thief.get("credentials").json().path(0).path("id").asText();
        assertRefused(thief.patch("credentials/" + id, "{\"label\":\"mine\"}"));
        assertRefused(thief.delete("credentials/" + id));
        assertThat(thief.get("credentials").json()).hasSize(1);
    }

    @Test
    void aRegistrationThatWasBegunBeforeTheFirstOneIsNotFinishedAfterIt() {
        ApiClient thief = byPassword("bob");
        Answer begun = thief.post("registration/options", "{}");
        assertThat(byPassword("bob").register(new SoftAuthenticator()).status()).isEqualTo(201);

        assertRefused(thief.finish(
                "registration/verify",
                begun,
                new SoftAuthenticator().create(begun.json().path("publicKey"), thief.origin())));
        assertThat(thief.get("credentials").json()).hasSize(1);
    }

    @Test
    void aSignInByPasskeyMakesAnother() {
        SoftAuthenticator phone = new SoftAuthenticator();
        byPassword("bob").register(phone);

        ApiClient bob = api();
        assertThat(bob.signIn(phone).status()).isEqualTo(200);
        assertThat(bob.register(new SoftAuthenticator()).status()).isEqualTo(201);
    }

    @Test
    void aConfirmationByPasskeyAfterThePasswordMakesAnother() {
        SoftAuthenticator phone = new SoftAuthenticator();
        byPassword("bob").register(phone);

        ApiClient bob = byPassword("bob");
        Answer begun = bob.post("authentication/options", "{\"purpose\":\"step-up\"}");
        ObjectNode confirmed = phone.get(begun.json().path("publicKey"), bob.origin());
        assertThat(bob.finish("authentication/verify", begun, confirmed).status())
                .isEqualTo(200);
        assertThat(bob.register(new SoftAuthenticator()).status()).isEqualTo(201);
    }

    @Test
    void thePageAsksForThePasskeyAndGoesOn() {
        try (Browser browser = new Browser()) {
            Authenticator device = browser.plugIn(INTERNAL);
            browser.open(at("user/who"));
            browser.type("[name='j_username']", "bob");
            browser.type("[name='j_password']", "four-candles");
            browser.click("[type='submit']");
            browser.says("body", "bob true");
            browser.open(at("passkeys/"));
            browser.see("passkey-list[data-state='empty']");
            browser.click("passkey-list [data-passkey='create']");
            browser.count(".passkey-card", 1);

            device.verifies(false);
            removeTheFirst(browser);
            browser.says("[data-passkey='alert']", "with a passkey if you have one");
            Gallery gallery = new Gallery(browser);
            gallery.look("change-with-passkey");
            gallery.assertAll();
            device.verifies(true);
            removeTheFirst(browser);
            browser.count(".passkey-card", 0);
            assertThat(browser.complaints()).noneMatch(line -> line.contains("Content Security Policy"));
        }
    }

    private static void removeTheFirst(Browser browser) {
        browser.click(".passkey-card [data-passkey='remove']");
        browser.click("[data-passkey='remove-confirm']");
    }

    private static void assertRefused(Answer answer) {
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("step-up-required");
    }

    private ApiClient byPassword(String name) {
        ApiClient client = api();
        assertThat(client.formLogin(name, "four-candles").status()).isIn(302, 303);
        return client;
    }

    private ApiClient api() {
        return new ApiClient(at(""));
    }

    private URI at(String path) {
        return URI.create("http://localhost:" + deployed.getPort() + deployed.getPath())
                .resolve(path);
    }
}
