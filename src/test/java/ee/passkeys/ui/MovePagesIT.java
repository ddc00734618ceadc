// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ui;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.it.Gallery;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What users and administrators see while an application moves to another domain. Pictures are left in {@code target/screenshots}. */
@Tag("browser")
@DisplayName("During a move to another domain, a page")
class MovePagesIT extends OnStage {

    private static final String OTHER = "passkey-sign-in [data-passkey='other-domain']";

    private static final String WIDER = """
            return [...document.querySelectorAll('.passkey-admin-scroll')]
              .filter((table) => table.scrollWidth > table.clientWidth).map((table) => table.ariaLabel);
            """;

    private Gallery gallery;

    @BeforeEach
    void reset() {
        gallery = new Gallery(browser);
    }

    @AfterEach
    void assertThatPagesLookWell() {
        gallery.assertAll();
    }

    @Test
    @DisplayName("shows a second button after a sign-in in vain")
    void login() {
        stage.answer(
                "POST authentication/options",
                200,
                Stage.BEGUN.replaceFirst("\\{", "{\"otherRpId\":\"shop.old.example\","));
        browser.beforeEachPage("""
                PublicKeyCredential.getClientCapabilities = async () => ({ relatedOrigins: true });
                PublicKeyCredential.isConditionalMediationAvailable = async () => false;
                navigator.credentials.get = async () => { throw new DOMException('', 'NotAllowedError'); };
                """, () -> {
            browser.open(stage.at("passkeys/login"));
            browser.click("passkey-sign-in [data-passkey='sign-in']");
            browser.see(OTHER);
            gallery.look("move-login");
        });
        browser.says(OTHER, "Use a passkey for shop.old.example");
    }

    @Test
    @DisplayName("marks the passkeys that were created for another domain")
    void passkeys() {
        stage.answer("GET session", 200, "{\"name\":\"ada\"}");
        stage.answer(
                "GET credentials",
                200,
                "[" + Stage.passkey("one", "Laptop") + "," + of("two", "Phone", "previous", "shop.old.example") + ","
                        + of("three", "Security key", "closed", "intranet.a-company-with-a-long-name.example") + "]");

        browser.open(stage.at("passkeys/"));

        browser.says("passkey-list", "For shop.old.example");
        browser.says("passkey-list", "No longer works: intranet.a-company-with-a-long-name.example");
        gallery.look("move-my-passkeys");
    }

    @Test
    @DisplayName("asks for a passkey of the new domain")
    void enrollment() {
        stage.answer(
                "GET enrollment",
                200,
                "{\"wanted\":true,\"skippable\":true,\"silent\":false,\"interval\":3600,"
                        + "\"move\":{\"from\":\"shop.old.example\",\"to\":\"localhost\"}}");

        browser.open(stage.at("passkeys/enrol"));

        browser.says("h1", "localhost");
        gallery.look("move-enrol");
    }

    @Test
    @DisplayName("counts the users of each domain")
    void figures() {
        stage.administrate();
        stage.answer("GET session", 200, "{\"name\":\"grace\"}");
        stage.answer("GET admin/figures", 200, """
                {"at":"2026-11-01T10:00:00Z","users":{"known":5000,"withPasskey":3100},
                 "passkeys":{"synced":2800,"notSyncedYet":120,"oneDevice":400,"disabled":3},
                 "lastUsed":{"within30Days":2100,"within90Days":700,"earlier":300,"never":223},
                 "providers":[{"name":"iCloud Keychain","passkeys":1500}],
                 "relyingParties":[{"rpId":"shop.example","passkeys":2000,"users":1900,"withNoOther":1200},
                  {"rpId":"shop.old.example","passkeys":1300,"users":1250,"withNoOther":412,"domain":"previous"},
                  {"rpId":"intranet.a-company-with-a-long-name.example","passkeys":23,"users":20,"withNoOther":2,"domain":"closed"}],
                 "enrollment":{"asked":4100,"created":3100,"later":700,"never":90},"audit":false}
                """);

        browser.open(stage.at("passkeys/admin#figures"));

        browser.says("passkey-admin", "shop.old.example (previous)");
        browser.says("passkey-admin", "intranet.a-company-with-a-long-name.example (closed)");
        gallery.look("move-admin-figures");
        browser.phone(true);
        assertThat(browser.run(WIDER))
                .as("tables that hide a column on a phone")
                .isEqualTo(List.of());
        browser.phone(false);
    }

    private static String of(String id, String label, String domain, String rpId) {
        return Stage.passkey(id, label)
                .replace("\"rpId\":\"example.com\"", "\"rpId\":\"" + rpId + "\",\"domain\":\"" + domain + "\"");
    }
}
