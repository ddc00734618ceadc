// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openqa.selenium.virtualauthenticator.VirtualAuthenticatorOptions.Transport.INTERNAL;

import ee.passkeys.testkit.ApiClient;
import ee.passkeys.testkit.ApiClient.Answer;
import ee.passkeys.testkit.Authenticator;
import ee.passkeys.testkit.SoftAuthenticator;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.support.ui.Select;

/** Operators work in a browser; for all others there is no such page. */
@DisplayName("The page of administrators")
@Tag("browser")
class AdminPageIT extends OperatorIT {

    @Test
    void isNotThereForGuestsAndUsers() {
        for (ApiClient client : List.of(api(), signedIn("ada", "analytical-engine"))) {
            for (String path : List.of("admin", "admin-page.js", "admin.css", "admin-texts/de.json")) {
                Answer nothing = client.page("passkeys/nothing-at-all");
                Answer page = client.page("passkeys/" + path);
                assertThat(page.status()).as(path).isEqualTo(404).isEqualTo(nothing.status());
                assertThat(page.response().body().replace("passkeys/" + path, "passkeys/nothing-at-all"))
                        .as(path)
                        .isEqualTo(nothing.response().body());
                assertThat(page.response().headers().map().keySet())
                        .isEqualTo(nothing.response().headers().map().keySet());
            }
        }
        assertThat(grace().page("passkeys/admin").status()).isEqualTo(200);
    }

    @Test
    void findsAUserAndDisablesAndEnablesThePasskeys() {
        SoftAuthenticator phone = newUser();
        try (Browser browser = administrator()) {
            openUser(browser, name);
            browser.see("[data-passkey-id]");

            browser.click("[data-passkey='admin-disable-all']");
            browser.says("passkey-admin [data-passkey='status']", name);
            browser.see("[data-passkey='disabled']");
            browser.says("[data-passkey='user-audit'] tbody", "administered");
            browser.says("[data-passkey='user-audit'] tbody", "created");
            assertThat(api().signIn(phone).status()).isEqualTo(401);

            browser.click("[data-passkey-id] [data-passkey='admin-enable']");
            browser.count("[data-passkey='disabled']", 0);
            browser.see("[data-passkey-id] [data-passkey='admin-disable']");
            assertThat(api().signIn(phone).status()).isEqualTo(200);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void helpsAUserOfAnOddName() {
        String odd = "../50%;a=b/李 #" + name;
        newUser();
        assertThat(grace().post(
                                "admin/users/" + name + "/rename",
                                ApiClient.object().put("to", odd))
                        .status())
                .isEqualTo(204);
        try (Browser browser = administrator()) {
            openUser(browser, odd);
            browser.click("[data-passkey='admin-disable-all']");
            browser.see("[data-passkey='disabled']");
            browser.click("[data-passkey='admin-forget']");
            browser.click("[data-passkey='admin-forget-confirm']");
            browser.says("passkey-admin [data-passkey='status']", odd);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void asksBeforeItForgetsAUser() {
        newUser();
        try (Browser browser = administrator()) {
            browser.open(page("#user/" + name));
            browser.click("[data-passkey='admin-forget']");
            browser.click("[data-passkey='admin-forget-cancel']");
            assertThat(grace().get("admin/users/" + name).status()).isEqualTo(200);

            browser.click("[data-passkey='admin-forget']");
            browser.click("[data-passkey='admin-forget-confirm']");
            browser.says("passkey-admin [data-passkey='status']", name);
            browser.see("[data-passkey='prefix']");
            assertThat(grace().get("admin/users/" + name).code()).isEqualTo("no-such-user");

            browser.open(page("#user/" + name));
            browser.says("passkey-admin [data-passkey='alert']", "Nothing is stored");
        }
    }

    @Test
    void showsACodeOnce() {
        newUser();
        try (Browser browser = administrator()) {
            browser.open(page("#codes"));
            browser.type("[data-passkey='code-for']", name);
            browser.click("[data-passkey='send']");
            String code = browser.see("[data-passkey='code']").getDomProperty("value");
            assertThat(browser.see("[data-passkey='link']").getDomProperty("value"))
                    .isEqualTo(at("passkeys/recover") + "#name=" + name + "&code=" + code);

            browser.click("[data-passkey='users']");
            browser.see("[data-passkey='prefix']");
            browser.click("[data-passkey='codes']");
            browser.says("[data-passkey='content'] td, [data-passkey='content'] th", name);
            assertThat(browser.text("[data-passkey='content']")).doesNotContain(code);
            assertThat(browser.all("[data-passkey='code']")).isEmpty();
            Answer used = api().post(
                            "recovery/use", ApiClient.object().put("name", name).put("code", code));
            assertThat(used.status()).isEqualTo(200);
        }
    }

    @Test
    void takesAConfirmationOfAnAdministratorWithAPasskey() {
        newUser();
        try (Browser browser = administrator()) {
            Authenticator device = browser.plugIn(INTERNAL);
            browser.open(at("passkeys/"));
            browser.click("passkey-create [data-passkey='create']");
            browser.count("[data-passkey-id]", 1);
            try {
                browser.click("[data-passkey='sign-out']");
                browser.see("passkey-list[data-state='signed-out']");
                device.touched(false);
                signIn(browser);
                device.touched(true);
                browser.open(page("#user/" + name));
                browser.click("[data-passkey='admin-disable-all']");
                browser.see("[data-passkey='disabled']");
            } finally {
                browser.open(at("passkeys/"));
                browser.click("[data-passkey='remove']");
                browser.click("[data-passkey='remove-confirm']");
                browser.see("passkey-list[data-state='empty']");
            }
        }
    }

    @Test
    void showsFiguresAuditAndSettings() {
        newUser();
        try (Browser browser = administrator()) {
            browser.open(page("#figures"));
            browser.see("[data-passkey='content'] table");
            browser.see(".passkey-admin-days");
            String users = grace().get("admin/figures?days=7")
                    .json()
                    .path("users")
                    .path("withPasskey")
                    .asText();
            browser.says("[data-passkey='content'] section:first-child td", users);

            browser.open(page("#audit"));
            browser.type("[data-passkey='audit-user']", name);
            browser.click("[data-passkey='send']");
            browser.says("[data-passkey='found']", "created");
            browser.click("[data-passkey='verify']");
            browser.says("passkey-admin [data-passkey='status']", "as they were written");

            browser.open(page("#settings"));
            browser.says("[data-passkey='content']", "passkeys.audit.secret");
            assertThat(browser.text("[data-passkey='content']")).doesNotContain(SECRET);
            assertThat(grace().get("admin/settings").response().body()).doesNotContain(SECRET);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void changesASettingAndTakesItBack() {
        try (Browser browser = administrator()) {
            browser.open(page("#settings"));
            set(browser, "off");
            browser.says("[data-passkey='content'] tbody", "grace");
            browser.open(page("#audit"));
            browser.says("[data-passkey='found']", "setting-changed");
            browser.open(page("#settings"));
            set(browser, "offer");
            assertThat(grace().get("admin/settings").response().body()).doesNotContain("\"changed\"");
            assertThat(browser.complaints()).isEmpty();
        } finally {
            grace().delete("admin/settings/passkeys.rollout");
        }
    }

    private static void set(Browser browser, String level) {
        new Select(browser.see("[data-passkey='passkeys.rollout']")).selectByValue(level);
        browser.click("form:has([data-passkey='passkeys.rollout']) [data-passkey='send']");
        browser.click("[data-passkey='setting-confirm']");
        browser.says("passkey-admin [data-passkey='status']", "passkeys.rollout=" + level);
    }

    @Test
    void canBeUsedByEverybody() {
        newUser();
        look("en", "users", "codes", "figures", "audit", "settings");
    }

    @Test
    void canBeUsedFromRightToLeft() {
        newUser();
        look("ar", "figures");
    }

    private void look(String language, String... sections) {
        try (Browser browser = new Browser(language)) {
            signIn(browser);
            Gallery gallery = new Gallery(browser);
            for (String section : sections) {
                browser.open(page("#" + section));
                browser.see("passkey-admin[data-section='" + section + "']");
                gallery.look("admin-" + section + "-" + language);
            }
            browser.open(page("#user/" + name));
            browser.see("[data-passkey-id]");
            gallery.look("admin-user-" + language);
            browser.click("[data-passkey='admin-remove-all']");
            gallery.look("admin-dialog-" + language);
            gallery.assertAll();
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private Browser administrator() {
        Browser browser = new Browser();
        signIn(browser);
        browser.open(page(""));
        browser.see("[data-passkey='prefix']");
        return browser;
    }

    private void signIn(Browser browser) {
        browser.open(at("login"));
        browser.type("#username", "grace");
        browser.type("#password", "nanosecond");
        browser.click("#sign-in");
        browser.arrivesAt(at("user/"));
    }

    /** The browser loads it anew for each fragment. */
    private URI page(String fragment) {
        try {
            return new URI(at("passkeys/admin") + "?" + UUID.randomUUID() + fragment);
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static void openUser(Browser browser, String name) {
        browser.type("[data-passkey='prefix']", name);
        browser.click("[data-passkey='send']");
        browser.count("[data-passkey='user']", 1);
        browser.click("[data-passkey='user']");
        browser.says("[data-passkey='section']", name);
    }
}
