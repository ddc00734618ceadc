// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openqa.selenium.virtualauthenticator.VirtualAuthenticatorOptions.Transport.USB;

import ee.passkeys.testkit.Authenticator;
import ee.passkeys.testkit.VirtualAuthenticator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every page can be read by everybody: in light and in dark, on a desk and on a phone axe finds nothing wrong. Pictures of them are left
 * in {@code target/screenshots}.
 */
@Tag("browser")
class AppearanceIT extends DemoIT {

    private Browser browser;
    private Gallery gallery;

    @BeforeEach
    void openBrowser() {
        browser = new Browser();
        gallery = new Gallery(browser);
    }

    @AfterEach
    void closeBrowser() {
        try {
            assertThat(browser.complaints())
                    .as("complaints in the browser's console")
                    .isEmpty();
        } finally {
            browser.close();
        }
        gallery.assertAll();
    }

    @Test
    void ofPagesForGuests() {
        browser.open(base());
        gallery.look("home");
        browser.open(at("sign-up"));
        browser.see("passkey-create button");
        gallery.look("sign-up");
        browser.click("summary");
        gallery.look("sign-up-password");
        browser.open(at("login"));
        browser.see("passkey-sign-in button");
        gallery.look("login");
        browser.open(at("passkeys/"));
        browser.see("passkey-list[data-state='signed-out']");
        gallery.look("my-passkeys-signed-out");
    }

    @Test
    void ofMessages() {
        browser.open(at("sign-up"));
        browser.click("[data-passkey='create']");
        browser.says("[data-passkey='alert']", "Please type a name first.");
        gallery.look("sign-up-name-missing");
        browser.type("#name", "ada");
        browser.click("[data-passkey='create']");
        browser.says("[data-passkey='alert']", "already in use");
        browser.complaints();
        gallery.look("sign-up-name-taken");
    }

    @Test
    void ofPagesForUsersAndAdministrators() {
        signIn("grace", "nanosecond");
        browser.says("#api-name", "grace");
        browser.see("#upgrade");
        gallery.look("user");
        for (String page : List.of("jsp", "xhtml")) {
            browser.open(at("user/tags." + page));
            browser.see("passkey-list[data-state='empty']");
            browser.see("passkey-create button");
            browser.see("passkey-sign-in button");
            gallery.look("tags-" + page);
        }
        browser.open(at("admin/"));
        gallery.look("admin");
    }

    @Test
    void ofTheRefusal() {
        signIn("ada", "analytical-engine");
        browser.open(at("admin/"));
        browser.complaints();
        gallery.look("refused");
    }

    @Test
    @VirtualAuthenticator
    void ofMyPasskeys(Authenticator device) {
        browser.dark(false);
        signIn("ada", "analytical-engine");
        browser.open(at("passkeys/"));
        browser.see("passkey-list[data-state='empty']");
        gallery.look("my-passkeys-empty");
        browser.click("passkey-list [data-passkey='create']");
        browser.count(".passkey-card", 1);
        device.touched(false);
        browser.plugIn(USB);
        browser.click("passkey-list [data-passkey='create']");
        browser.count(".passkey-card", 2);
        gallery.look("my-passkeys");
        Pictures.assertShows("my-passkeys", browser);
        browser.dark(true);
        Pictures.assertShows("my-passkeys-dark", browser);
        browser.dark(false);
        browser.click(".passkey-card:last-child [data-passkey='rename']");
        browser.see("[data-passkey='rename-input']");
        gallery.look("my-passkeys-rename");
        browser.open(at("passkeys/"));
        browser.click(".passkey-card:last-child [data-passkey='remove']");
        browser.see("[data-passkey='remove-dialog']");
        gallery.look("my-passkeys-remove");
        browser.click("[data-passkey='remove-confirm']");
        browser.count(".passkey-card", 1);
        browser.click("[data-passkey='remove']");
        browser.click("[data-passkey='remove-confirm']");
        browser.see("passkey-list[data-state='empty']");
    }

    private void signIn(String name, String password) {
        browser.open(at("login"));
        browser.type("#username", name);
        browser.type("#password", password);
        browser.click("#sign-in");
        browser.arrivesAt(at("user/"));
    }
}
