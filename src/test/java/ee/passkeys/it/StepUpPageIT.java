// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.testkit.Authenticator;
import ee.passkeys.testkit.Installed;
import ee.passkeys.testkit.OldApplication;
import ee.passkeys.testkit.VirtualAuthenticator;
import java.net.URI;
import java.net.URL;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ArquillianExtension.class)
@DisplayName("The page that asks for a fresh passkey")
@Tag("server")
@Tag("browser")
class StepUpPageIT {

    private static final String BUTTON = "passkey-sign-in [data-passkey='sign-in']";

    @ArquillianResource
    private URL deployed;

    private Browser browser;
    private Gallery gallery;

    @Deployment(testable = false)
    static WebArchive application() {
        return Installed.into(OldApplication.withStepUp());
    }

    @BeforeEach
    void openBrowser() {
        browser = new Browser();
        gallery = new Gallery(browser);
    }

    @AfterEach
    void closeBrowser() {
        try {
            assertThat(browser.complaints()).noneMatch(line -> line.contains("Content Security Policy"));
        } finally {
            browser.close();
        }
        gallery.assertAll();
    }

    @Test
    @VirtualAuthenticator
    void leadsFromTheFormToAPasskeyAndOnWithTheForm(Authenticator device) {
        signIn("eve");
        removeAllPasskeys();
        browser.open(at("user/order.html"));
        browser.click("#submit");
        browser.see("#no-passkey");
        assertThat(browser.all(BUTTON)).noneMatch(each -> each.isDisplayed());
        gallery.look("step-up-no-passkey");

        browser.click("#make");
        browser.see("#going-on");
        browser.see("passkey-list[data-state='empty']");
        gallery.look("my-passkeys-going-on");
        browser.click("passkey-list [data-passkey='create']");
        browser.count(".passkey-card", 1);
        browser.click("#continue");

        browser.see(BUTTON);
        browser.says("#who", "eve");
        gallery.look("step-up");
        device.verifies(false);
        browser.click(BUTTON);
        browser.see("[data-passkey='alert']:not(:empty)");
        gallery.look("step-up-refused");
        device.verifies(true);
        browser.click(BUTTON);

        browser.arrivesAt(at("user/echo?step=2"));
        browser.says("body", "POST|eve|application/x-www-form-urlencoded|15|{amount=[7 pounds], step=[2]}");
        browser.open(at("user/echo?step=2"));
        browser.says("body", "GET|eve|");
    }

    @Test
    void saysWhatHasToBeSentAgain() {
        signIn("bob");
        browser.open(at("passkeys/step-up?returnTo=" + at("user/echo").getPath() + "&resend=true"));
        browser.says("#who", "bob");
        gallery.look("step-up-resend");
    }

    @Test
    void leadsToTheSignInWhenNobodyIsThere() {
        browser.open(at("passkeys/step-up?returnTo=" + at("user/echo").getPath()));
        browser.see("#signed-out");
        gallery.look("step-up-signed-out");
        browser.click("#sign-in-again");
        browser.see("[name='j_username']");
        assertThat(browser.address()).isEqualTo(at("user/echo"));
    }

    @Test
    void signsOut() {
        signIn("bob");
        browser.open(at("user/boss"));
        browser.click("#sign-out");
        browser.arrivesAt(at(""));
        browser.open(at("who"));
        browser.says("body", "null false");
    }

    private void signIn(String name) {
        browser.open(at("user/order.html"));
        browser.type("[name='j_username']", name);
        browser.type("[name='j_password']", "four-candles");
        browser.click("[type='submit']");
        browser.see("[name='amount']");
    }

    private void removeAllPasskeys() {
        browser.runAsync(
                "const [api, done] = arguments;"
                        + "fetch(api).then((answer) => answer.json()).then((all) => Promise.all(all.map(({ id }) =>"
                        + " fetch(api + '/' + id, { method: 'DELETE', headers: { 'Content-Type': 'application/json' } }))))"
                        + ".then(() => done())",
                at("passkeys/api/credentials").toString());
    }

    private URI at(String path) {
        return URI.create("http://localhost:" + deployed.getPort() + deployed.getPath())
                .resolve(path);
    }
}
