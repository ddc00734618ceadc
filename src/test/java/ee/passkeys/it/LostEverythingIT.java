// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openqa.selenium.virtualauthenticator.VirtualAuthenticatorOptions.Transport.INTERNAL;

import ee.passkeys.testkit.Authenticator;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The whole way back, as the handbook tells it. */
@DisplayName("A user who lost everything")
@Tag("browser")
class LostEverythingIT extends MailedIT {

    private static final String PASSWORD = "nanosecond";

    @Test
    void isBackWithANewPasskeyWhenTwoAdministratorsAgreeAndTheFinderOfThePhoneIsOut() throws Exception {
        try (Browser phone = new Browser();
                Browser desk = new Browser();
                Browser laptop = new Browser()) {
            Authenticator lost = phone.plugIn(INTERNAL);
            phone.open(at("sign-up"));
            phone.type("#name", name);
            phone.click("[data-passkey='create']");
            phone.arrivesAt(at("user/"));
            awaitMail("A passkey was created");
            forgetMail();

            signIn(desk, "grace");
            openUser(desk);
            String old = desk.see("[data-passkey-id]").getDomAttribute("data-passkey-id");
            desk.click("[data-passkey='admin-issue']");
            URI link = URI.create(desk.see("[data-passkey='link']").getDomProperty("value"));
            awaitMail("An administrator issued a code to create a passkey");
            desk.click("[data-passkey='approve']");
            desk.says("passkey-admin [data-passkey='alert']", "Another administrator");
            laptop.open(link);
            laptop.click("[data-passkey='use']");
            laptop.says("[data-passkey='alert']", "code");

            signOut(desk);
            signIn(desk, "edith");
            openUser(desk);
            desk.click("[data-passkey='approve']");
            desk.says("passkey-admin [data-passkey='status']", name);

            Authenticator found = laptop.plugIn(INTERNAL);
            laptop.click("[data-passkey='use']");
            laptop.says("[data-passkey='who']", name);
            laptop.click("passkey-create [data-passkey='create']");
            laptop.arrivesAt(at("user/"));
            assertThat(found.passkeys()).hasSize(1);
            awaitMail("A code was used to create a passkey");
            awaitMail("A passkey was created");

            openUser(desk);
            desk.count("[data-passkey-id]", 2);
            assertThat(phone.fetch(at("passkeys/api/session"))).contains(name);
            desk.click("[data-passkey-id='" + old + "'] [data-passkey='remove']");
            desk.click("[data-passkey='remove-confirm']");
            desk.count("[data-passkey-id]", 1);
            awaitEnd(phone);
            phone.open(at("login"));
            phone.see("passkey-sign-in [data-passkey='sign-in']");
            phone.click("passkey-sign-in [data-passkey='sign-in']");
            phone.see("[data-passkey='alert']:not(:empty)");
            assertThat(lost.passkeys()).hasSizeLessThan(2);
            assertThat(phone.fetch(at("passkeys/api/session"))).isEqualTo("401");
            awaitMail("A passkey was removed");
            assertThat(laptop.fetch(at("passkeys/api/session"))).contains(name);

            desk.open(URI.create(at("passkeys/admin") + "?audit#audit"));
            desk.type("[data-passkey='audit-user']", name);
            desk.click("[data-passkey='send']");
            desk.says("[data-passkey='found']", "code-used");
            assertThat(desk.text("[data-passkey='found']"))
                    .contains("issue-code", "approve-code", "revoke", "removed", "grace", "edith");
            desk.click("[data-passkey='verify']");
            desk.says("passkey-admin [data-passkey='status']", "as they were written");
            assertThat(desk.complaints()).noneMatch(line -> line.contains("Content Security Policy"));
        }
    }

    private void awaitEnd(Browser browser) {
        long deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (!browser.fetch(at("passkeys/api/session")).equals("401")) {
            assertThat(System.nanoTime()).as("the session goes on").isLessThan(deadline);
        }
    }

    private void openUser(Browser browser) {
        browser.open(URI.create(at("passkeys/admin") + "?" + System.nanoTime() + "#user/" + name));
        browser.see("[data-passkey-id]");
    }

    private void signIn(Browser browser, String who) {
        browser.open(at("login"));
        browser.type("#username", who);
        browser.type("#password", PASSWORD);
        browser.click("#sign-in");
        browser.arrivesAt(at("user/"));
    }

    private void signOut(Browser browser) {
        browser.open(at("passkeys/"));
        browser.click("[data-passkey='sign-out']");
        browser.see("passkey-list[data-state='signed-out']");
    }
}
