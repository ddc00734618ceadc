// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openqa.selenium.virtualauthenticator.VirtualAuthenticatorOptions.Transport.USB;

import ee.passkeys.testkit.Authenticator;
import ee.passkeys.testkit.VirtualAuthenticator;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The main job in a real browser: make a passkey, and sign in with it. */
@Tag("browser")
class MainJobIT extends DemoIT {

    private static final AtomicInteger NEWCOMERS = new AtomicInteger();

    private Browser browser;

    @BeforeEach
    void openBrowser() {
        browser = new Browser();
    }

    @AfterEach
    void closeBrowser() {
        browser.close();
    }

    @Test
    @VirtualAuthenticator
    void carriesANewcomerFromSignUpToManyPasskeys(Authenticator device) {
        String name = signUp();
        assertCaller(name, "[\"user\"]");
        assertThat(device.passkeys()).hasSize(1);

        signOut();
        signInFromAutofill();
        assertCaller(name, "[\"user\"]");
        assertRefusedAsAdministrator();

        Authenticator key = addFromAnotherAuthenticator(device);
        rename("Blue key");
        removeFirst();
        assertThat(key.passkeys()).hasSize(1);

        signOut();
        signInWithButton(key);
        assertCaller(name, "[\"user\"]");
    }

    @Test
    @VirtualAuthenticator
    void letsAPasswordUserComeBackByPasskeyAsTheSameCaller(Authenticator device) {
        signInWithPassword("grace", "nanosecond");
        String byPassword = callers();

        browser.open(at("passkeys/"));
        browser.count(".passkey-card", 0);
        browser.click("passkey-list [data-passkey='create']");
        browser.count(".passkey-card", 1);
        signOut();
        signInWithButton(device);

        assertThat(callers()).isEqualTo(byPassword).contains("[\"admin\",\"user\"]");
        browser.open(at("admin/"));
        assertThat(browser.text("h1")).isEqualTo("Accounts");
    }

    @Test
    @VirtualAuthenticator
    void leadsBackToThePageThatWasAskedFor() {
        signUp();
        signOut();
        browser.open(at("user/?from=mail"));
        browser.arrivesAt(at("user/?from=mail"));
        browser.see(".demo-table");
    }

    @Test
    void leadsFromMyPasskeysToTheSignInOfTheApplicationAndBack() {
        browser.open(at("passkeys/"));
        browser.click("[data-passkey='login']");
        browser.type("#username", "grace");
        browser.type("#password", "nanosecond");
        browser.click("#sign-in");

        browser.arrivesAt(at("passkeys/"));
        browser.says("#who", "grace");
    }

    @Test
    @VirtualAuthenticator
    void keepsALockedUserOut(Authenticator device) {
        String name = signUp();
        signOut();
        Http administrator = new Http();
        administrator.post(at("login"), Map.of("name", "grace", "password", "nanosecond"));
        administrator.post(at("admin/"), Map.of("account", name, "active", "false"));

        device.touched(false);
        browser.open(at("login"));
        browser.see("passkey-sign-in [data-passkey='sign-in']");
        device.touched(true);
        browser.click("passkey-sign-in [data-passkey='sign-in']");
        browser.see("[data-passkey='alert']:not(:empty)");
        assertThat(browser.fetch(at("passkeys/api/session"))).isEqualTo("401");
        assertThat(browser.fetch(at("api/whoami"))).isIn(REFUSED);

        administrator.post(at("admin/"), Map.of("account", name, "active", "true"));
        signInFromAutofill();
        assertCaller(name, "[\"user\"]");
    }

    private String signUp() {
        String name = "newcomer" + NEWCOMERS.incrementAndGet();
        browser.open(at("sign-up"));
        browser.type("#name", name);
        browser.type("#displayName", "New Comer");
        browser.click("[data-passkey='create']");
        browser.arrivesAt(at("user/"));
        browser.says("h1", "Hello, New Comer");
        return name;
    }

    private void signInWithPassword(String name, String password) {
        browser.open(at("login"));
        browser.type("#username", name);
        browser.type("#password", password);
        browser.click("#sign-in");
        browser.arrivesAt(at("user/"));
    }

    /** Nothing is typed and no button is pressed: the browser offers the passkey, and the virtual authenticator takes the offer. */
    private void signInFromAutofill() {
        browser.open(at("login"));
        browser.arrivesAt(at("user/"));
    }

    /** The user does not take the browser's offer, and presses the button. */
    private void signInWithButton(Authenticator authenticator) {
        authenticator.touched(false);
        browser.open(at("login"));
        browser.see("passkey-sign-in [data-passkey='sign-in']");
        authenticator.touched(true);
        assertThat(browser.address()).isEqualTo(at("login"));
        browser.click("passkey-sign-in [data-passkey='sign-in']");
        browser.arrivesAt(at("user/"));
    }

    private void signOut() {
        browser.open(base());
        browser.click("#sign-out");
        browser.see("nav a[href$='/login']");
        assertThat(browser.fetch(at("passkeys/api/session"))).isEqualTo("401");
        assertThat(browser.fetch(at("api/whoami"))).isIn(REFUSED);
    }

    private Authenticator addFromAnotherAuthenticator(Authenticator device) {
        Authenticator key = browser.plugIn(USB);
        device.touched(false);
        browser.open(at("passkeys/"));
        browser.count(".passkey-card", 1);
        browser.click("passkey-list [data-passkey='create']");
        browser.count(".passkey-card", 2);
        assertThat(key.passkeys()).hasSize(1);
        return key;
    }

    private void rename(String label) {
        browser.click(".passkey-card:last-child [data-passkey='rename']");
        browser.type("[data-passkey='rename-input']", label);
        browser.click("[data-passkey='rename-save']");
        browser.says(".passkey-card:last-child [data-passkey='label']", label);
    }

    private void removeFirst() {
        browser.click(".passkey-card:first-child [data-passkey='remove']");
        browser.click("[data-passkey='remove-confirm']");
        browser.count(".passkey-card", 1);
        assertThat(browser.text("[data-passkey='label']")).isEqualTo("Blue key");
    }

    private void assertRefusedAsAdministrator() {
        browser.open(at("admin/"));
        assertThat(browser.text("h1")).isEqualTo("Not for you");
        assertThat(browser.fetch(at("api/admin"))).isEqualTo("403");
        assertThat(browser.fetch(at("api/desk/admin"))).isEqualTo("403");
    }

    private void assertCaller(String name, String roles) {
        String who = "{\"name\":\"" + name + "\",\"roles\":" + roles + "}";
        assertThat(callers()).isEqualTo(who + who + who);
    }

    /** Who the caller is for servlet, JAX-RS resource and EJB. */
    private String callers() {
        return browser.fetch(at("user/whoami"))
                + browser.fetch(at("api/whoami"))
                + browser.fetch(at("api/desk/whoami"));
    }
}
