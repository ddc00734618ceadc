// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ui;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.it.Browser;
import ee.passkeys.it.Gallery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages and elements speak the language of the page, or of the reader. Pictures of them are left in {@code target/screenshots}. */
@Tag("browser")
class LanguagesIT {

    private static final String BUTTON = "passkey-sign-in [data-passkey='sign-in']";
    private static final String PAGE = """
            <!DOCTYPE html><html%s><title>Shop</title><passkey-sign-in></passkey-sign-in><passkey-create></passkey-create>
            <script type="module" src="passkeys/passkeys.js"></script>
            """;

    private static Browser english;
    private static Stage stage;

    @TempDir
    Path folder;

    @BeforeAll
    static void open() throws IOException {
        stage = new Stage();
        english = new Browser();
    }

    @AfterAll
    static void close() {
        english.close();
        stage.close();
    }

    @BeforeEach
    void reset() {
        stage.reset();
    }

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
        try (Browser browser = new Browser(language)) {
            Gallery gallery = new Gallery(browser);
            browser.open(stage.at("passkeys/login"));
            browser.says(BUTTON, signIn);
            gallery.look("login-" + language);
            browser.open(stage.at("passkeys/"));
            browser.says("passkey-list", synced);
            gallery.look("my-passkeys-" + language);
            browser.open(stage.at("passkeys/enrol"));
            browser.see("[data-passkey='later']");
            gallery.look("enrol-" + language);
            browser.open(stage.at("passkeys/step-up"));
            browser.see("[data-passkey='sign-out']");
            gallery.look("step-up-" + language);
            browser.open(stage.at("passkeys/recover"));
            browser.see("#code-form button");
            gallery.look("recover-" + language);

            assertThat(browser.run("return `${document.documentElement.lang} ${document.documentElement.dir}`"))
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

        english.says(BUTTON, signIn);
    }

    @Test
    void runTheirOwnWayInAPageThatDoesNotSaySo() {
        element(" lang=ar");

        english.see(BUTTON);
        assertThat(english.run("return document.querySelector('passkey-sign-in').dir"))
                .isEqualTo("rtl");
    }

    @Test
    void areEnglishWhereTheFileDoesNotCome() {
        english.beforeEachPage("""
                const own = window.fetch;
                window.fetch = (url, ...more) => String(url).includes('/texts/') ? Promise.reject(new TypeError('gone')) : own(url, ...more);
                """, () -> element(" lang=fr"));

        english.says(BUTTON, "Sign in with a passkey");
    }

    @Test
    void areFetchedOnlyWhereTheyAreNeeded() {
        element(" lang=en");
        english.see(BUTTON);
        assertThat(fetched()).isEqualTo(0L);

        element(" lang=nl");
        english.says(BUTTON, "Inloggen met een passkey");
        assertThat(fetched()).isEqualTo(1L);
    }

    @Test
    void ofTheOperatorAreTextWhateverTheyHold() throws IOException {
        Files.writeString(
                folder.resolve("en.json"),
                "{\"sign-in\":\"<img src=x onerror=alert(1)>\",\"create\":\"<script>alert(1)</script>\"}");
        stage.look(TextsTest.texts(folder));

        element(" lang=en");

        english.says(BUTTON, "<img src=x onerror=alert(1)>");
        english.says("passkey-create button", "<script>alert(1)</script>");
        assertThat(english.all("img, passkey-create script")).isEmpty();
    }

    @Test
    void ofTheOperatorMayBeAnotherLanguage() throws IOException {
        Files.writeString(folder.resolve("sv.json"), "{\"sign-in\":\"Logga in med en nyckel\"}");
        stage.look(TextsTest.texts(folder));

        element(" lang=sv");

        english.says(BUTTON, "Logga in med en nyckel");
        english.says("passkey-create button", "Create a passkey");
    }

    @Test
    void ofThePageItselfAreBeforeOurs() {
        stage.page("page", PAGE.formatted(" lang=de").replace("<script", """
                        <script type="module">
                          import { messages } from './passkeys/passkeys.js';
                          messages.de['sign-in'] = 'Einloggen';
                        </script><script"""));
        english.open(stage.at("page"));

        english.says(BUTTON, "Einloggen");
    }

    @Test
    void sayWhenToTryAgain() {
        stage.answer("POST authentication/options", 429, "{\"code\":\"too-many-requests\"}", "Retry-After", "30");
        element(" lang=pl");

        english.click(BUTTON);

        english.says("passkey-sign-in [data-passkey='alert']", "Spróbuj ponownie za 30 sekund.");
    }

    private static Object fetched() {
        return english.run(
                "return performance.getEntriesByType('resource').filter(({ name }) => name.includes('/texts/')).length");
    }

    private static void element(String attributes) {
        stage.page("page", PAGE.formatted(attributes));
        english.open(stage.at("page"));
    }
}
