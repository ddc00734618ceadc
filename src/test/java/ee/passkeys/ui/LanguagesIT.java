// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ui;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.it.Browser;
import ee.passkeys.it.Gallery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages and elements speak the language of the page, or of the reader. Pictures of them are left in {@code target/screenshots}. */
@Tag("browser")
class LanguagesIT extends OnStage {

    private static final String BUTTON = "passkey-sign-in [data-passkey='sign-in']";
    private static final String PAGE = """
            <!DOCTYPE html><html%s><title>Shop</title><passkey-sign-in></passkey-sign-in><passkey-create></passkey-create>
            <script type="module" src="passkeys/passkeys.js"></script>
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "de, ltr, Mit Passkey anmelden, Synchronisiert",
        "ja, ltr, パスキーでログイン, 同期済み",
        "ar, rtl, تسجيل الدخول بمفتاح مرور, متزامن"
    })
    void ofTheReaderOnOurPages(String language, String direction, String signIn, String synced) {
        stage.answer("GET credentials", 200, "[" + Stage.passkey("one", "Laptop") + "]");
        stage.answer("GET session", 200, "{\"name\":\"ada\"}");
        stage.answer("GET enrollment", 200, "{\"wanted\":true,\"skippable\":true,\"silent\":false,\"interval\":3600}");
        try (Browser reader = new Browser(language)) {
            Gallery gallery = new Gallery(reader);
            reader.open(stage.at("passkeys/login"));
            reader.says(BUTTON, signIn);
            gallery.look("login-" + language);
            reader.open(stage.at("passkeys/"));
            reader.says("passkey-list", synced);
            gallery.look("my-passkeys-" + language);
            reader.open(stage.at("passkeys/enrol"));
            reader.see("[data-passkey='later']");
            gallery.look("enrol-" + language);
            reader.open(stage.at("passkeys/step-up"));
            reader.see("[data-passkey='sign-out']");
            gallery.look("step-up-" + language);
            reader.open(stage.at("passkeys/recover"));
            reader.see("#code-form button");
            gallery.look("recover-" + language);

            assertThat(reader.run("return `${document.documentElement.lang} ${document.documentElement.dir}`"))
                    .isEqualTo(language + " " + direction);
            gallery.assertAll();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', Sign in with a passkey",
        "en-GB, Sign in with a passkey",
        "pt-BR, Entrar com uma chave de acesso",
        "de_AT, Mit Passkey anmelden",
        "x'];alert(1), Sign in with a passkey",
        "sv, Sign in with a passkey"
    })
    void ofThePage(String language, String signIn) {
        element(" lang=\"" + language + "\"");

        browser.says(BUTTON, signIn);
    }

    @Test
    void runTheirOwnWayInAPageThatDoesNotSaySo() {
        element(" lang=ar");

        browser.see(BUTTON);
        assertThat(browser.run("return document.querySelector('passkey-sign-in').dir"))
                .isEqualTo("rtl");
    }

    @Test
    void areEnglishWhereTheFileDoesNotCome() {
        browser.beforeEachPage("""
                const own = window.fetch;
                window.fetch = (url, ...more) => String(url).includes('/texts/') ? Promise.reject(new TypeError('gone')) : own(url, ...more);
                """, () -> element(" lang=fr"));

        browser.says(BUTTON, "Sign in with a passkey");
    }

    @Test
    void areFetchedOnlyWhereTheyAreNeeded() {
        element(" lang=en");
        browser.see(BUTTON);
        assertThat(fetched()).isEqualTo(0L);

        element(" lang=nl");
        browser.says(BUTTON, "Inloggen met een passkey");
        assertThat(fetched()).isEqualTo(1L);
    }

    @Test
    void ofTheOperatorAreTextWhateverTheyHold() throws IOException {
        Files.writeString(
                folder.resolve("en.json"),
                "{\"sign-in\":\"<img src=x onerror=alert(1)>\",\"create\":\"<script>alert(1)</script>\"}");
        stage.look(TextsTest.texts(folder));

        element(" lang=en");

        browser.says(BUTTON, "<img src=x onerror=alert(1)>");
        browser.says("passkey-create button", "<script>alert(1)</script>");
        assertThat(browser.all("img, passkey-create script")).isEmpty();
    }

    @Test
    void ofTheOperatorMayBeAnotherLanguage() throws IOException {
        Files.writeString(folder.resolve("sv.json"), "{\"sign-in\":\"Logga in med en nyckel\"}");
        stage.look(TextsTest.texts(folder));

        element(" lang=sv");

        browser.says(BUTTON, "Logga in med en nyckel");
        browser.says("passkey-create button", "Create a passkey");
    }

    @Test
    void ofThePageItselfAreBeforeOurs() {
        stage.page("page", PAGE.formatted(" lang=de").replace("<script", """
                        <script type="module">
                          import { messages } from './passkeys/passkeys.js';
                          messages.de['sign-in'] = 'Einloggen';
                        </script><script"""));
        browser.open(stage.at("page"));

        browser.says(BUTTON, "Einloggen");
    }

    @Test
    void sayWhenToTryAgain() {
        stage.answer("POST authentication/options", 429, "{\"code\":\"too-many-requests\"}", "Retry-After", "30");
        element(" lang=pl");

        browser.click(BUTTON);

        browser.says("passkey-sign-in [data-passkey='alert']", "Spróbuj ponownie za 30 sekund.");
    }

    private static Object fetched() {
        return browser.run(
                "return performance.getEntriesByType('resource').filter(({ name }) => name.includes('/texts/')).length");
    }

    private static void element(String attributes) {
        stage.page("page", PAGE.formatted(attributes));
        browser.open(stage.at("page"));
    }
}
