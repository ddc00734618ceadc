// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openqa.selenium.virtualauthenticator.VirtualAuthenticatorOptions.Transport.INTERNAL;
import static org.openqa.selenium.virtualauthenticator.VirtualAuthenticatorOptions.Transport.USB;

import ee.passkeys.testkit.Built;
import java.nio.file.Path;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Every page can be read by everybody: in light and in dark, on a desk and on a phone axe finds nothing wrong. Pictures of them are left
 * in {@code target/screenshots}.
 */
class AppearanceIT extends DemoIT {

    private final Path pictures = Built.target().resolve("screenshots");
    private final SoftAssertions soft = new SoftAssertions();

    private Browser browser;

    @BeforeEach
    void openBrowser() {
        browser = new Browser();
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
        soft.assertAll();
    }

    @Test
    void ofPagesForGuests() {
        browser.open(base());
        look("home");
        browser.open(at("sign-up"));
        browser.see("passkey-create button");
        look("sign-up");
        browser.click("summary");
        look("sign-up-password");
        browser.open(at("login"));
        browser.see("passkey-sign-in button");
        look("login");
        browser.open(at("passkeys/"));
        browser.see("passkey-list[data-state='signed-out']");
        look("my-passkeys-signed-out");
    }

    @Test
    void ofMessages() {
        browser.open(at("sign-up"));
        browser.click("[data-passkey='create']");
        browser.see("[data-passkey='status']:not(:empty)");
        look("sign-up-name-missing");
        browser.type("#name", "ada");
        browser.click("[data-passkey='create']");
        browser.see("[data-passkey='alert']:not(:empty)");
        browser.complaints();
        look("sign-up-name-taken");
    }

    @Test
    void ofPagesForUsersAndAdministrators() {
        signIn("grace", "nanosecond");
        browser.says("#api-name", "grace");
        browser.see("#upgrade");
        look("user");
        browser.open(at("admin/"));
        look("admin");
    }

    @Test
    void ofTheRefusal() {
        signIn("ada", "analytical-engine");
        browser.open(at("admin/"));
        browser.complaints();
        look("refused");
    }

    @Test
    void ofMyPasskeys() {
        Authenticator device = browser.plugIn(INTERNAL);
        browser.dark(false);
        signIn("ada", "analytical-engine");
        browser.open(at("passkeys/"));
        browser.see("passkey-list[data-state='empty']");
        look("my-passkeys-empty");
        browser.click("passkey-list [data-passkey='create']");
        browser.count(".passkey-card", 1);
        device.touched(false);
        browser.plugIn(USB);
        browser.click("passkey-list [data-passkey='create']");
        browser.count(".passkey-card", 2);
        look("my-passkeys");
        browser.click(".passkey-card:last-child [data-passkey='rename']");
        browser.see("[data-passkey='rename-input']");
        look("my-passkeys-rename");
        browser.open(at("passkeys/"));
        browser.click(".passkey-card:last-child [data-passkey='remove']");
        browser.see("[data-passkey='remove-dialog']");
        look("my-passkeys-remove");
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

    private void look(String page) {
        for (boolean phone : new boolean[] {false, true}) {
            for (boolean dark : new boolean[] {false, true}) {
                browser.phone(phone);
                browser.dark(dark);
                String name = page + (phone ? "-phone" : "") + (dark ? "-dark" : "");
                browser.screenshot(pictures.resolve(name + ".png"));
                soft.assertThat(browser.violations()).as(name).isEmpty();
                soft.assertThat(browser.run(
                                "return document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                        .as("pixels that " + name + " is too wide")
                        .isEqualTo(0L);
            }
        }
        browser.phone(false);
        browser.dark(false);
    }
}
