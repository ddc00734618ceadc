// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ui;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.config.AppearanceSettings;
import ee.passkeys.it.Browser;
import ee.passkeys.it.Gallery;
import ee.passkeys.testkit.Built;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ways back for users who lose a device: recovery codes and a second passkey, on My passkeys. */
@Tag("browser")
class RecoveryCodesIT extends OnStage {

    private static final String CREATE = "[data-passkey='codes-create']";
    private static final String LEFT = "[data-passkey='codes-left']";
    private static final String NEW = "[data-passkey='codes-new']";
    private static final String SECOND = "[data-passkey='second']";
    private static final String CODES = IntStream.range(0, 10)
            .mapToObj(number -> "\"ABCDE-FGHJK-MNPQR-STVW" + number + "\"")
            .collect(Collectors.joining(","));

    @BeforeEach
    void reset() {
        stage.look(true, AppearanceSettings.DEFAULT);
        stage.answer("GET session", 200, "{\"name\":\"ada\"}");
        stage.answer("GET credentials", 200, "[" + Stage.owned("one") + "," + Stage.owned("two") + "]");
        stage.answer("POST recovery/codes", 201, "{\"codes\":[" + CODES + "]}");
    }

    @ParameterizedTest
    @CsvSource({
        "0, You have no recovery codes., Create recovery codes",
        "1, You have 1 recovery code left., Create new codes",
        "7, You have 7 recovery codes left., Create new codes"
    })
    void areCounted(int left, String sentence, String button) {
        open(left);

        browser.says(LEFT, sentence);
        assertThat(browser.text(CREATE)).isEqualTo(button);
    }

    @ParameterizedTest
    @CsvSource({"1, Pozostał 1 kod odzyskiwania.", "3, Masz jeszcze 3 kody.", "5, Pozostałe kody odzyskiwania: 5."})
    void areCountedByTheRulesOfTheLanguage(int left, String sentence, @TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("pl.json"), "{\"codes-left-few\":\"Masz jeszcze {count} kody.\"}");
        stage.look(true, TextsTest.texts(folder));
        stage.answer("GET recovery/codes", 200, "{\"left\":" + left + "}");
        try (Browser polish = new Browser("pl")) {
            polish.open(stage.at("passkeys/"));

            polish.says(LEFT, sentence);
        }
    }

    @Test
    void areShownOnce() {
        open(0);
        Gallery gallery = new Gallery(browser);
        gallery.look("codes-none");

        browser.click(CREATE);

        browser.says(NEW, "ABCDE-FGHJK-MNPQR-STVW9");
        browser.says(NEW, stage.at("passkeys/recover").toString());
        assertThat(browser.run("return document.activeElement.textContent")).isEqualTo("Your new recovery codes");
        assertThat(browser.text(LEFT)).isEqualTo("You have 10 recovery codes left.");
        gallery.look("codes-new");
        browser.click("[data-passkey='codes-done']");
        assertThat(browser.run("return document.body.innerHTML").toString()).doesNotContain("ABCDE");
        assertThat(browser.run("return document.activeElement.dataset.passkey")).isEqualTo("codes-create");
        gallery.assertAll();
    }

    @Test
    void areReplacedOnlyAfterAWarning() {
        open(3);

        browser.click(CREATE);
        browser.says("[data-passkey='codes-dialog']", "The codes you have now will stop working.");
        Gallery gallery = new Gallery(browser);
        gallery.look("codes-replace");
        browser.click("[data-passkey='codes-cancel']");
        assertThat(stage.calls("POST recovery/codes")).isEmpty();
        browser.click(CREATE);
        browser.click("[data-passkey='codes-confirm']");

        browser.says(NEW, "ABCDE-FGHJK-MNPQR-STVW0");
        assertThat(stage.calls("POST recovery/codes")).hasSize(1);
        gallery.assertAll();
    }

    @Test
    void canBeCopiedAndPrinted() {
        open(0);
        browser.run("navigator.clipboard.writeText = async (text) => { window.copied = text; };"
                + "window.print = () => { window.printed = true; };");
        browser.click(CREATE);

        browser.click("[data-passkey='codes-copy']");
        browser.says("passkey-recovery-codes [data-passkey='status']", "The codes were copied.");
        browser.click("[data-passkey='codes-print']");

        assertThat(browser.run("return copied").toString().lines()).hasSize(10).startsWith("ABCDE-FGHJK-MNPQR-STVW0");
        assertThat(browser.run("return printed")).isEqualTo(true);
        browser.paper(true);
        browser.screenshot(Built.target().resolve("screenshots/codes-paper.png"));
        assertThat(browser.all(".passkey-card, .passkey-page-bar, .passkey-codes-answers"))
                .isNotEmpty()
                .noneMatch(part -> part.isDisplayed());
        assertThat(browser.text(NEW)).contains("STVW0", "STVW9");
        browser.paper(false);
    }

    @Test
    void canBeWrittenDownWhereTheyCannotBeCopied() {
        open(0);
        browser.run("navigator.clipboard.writeText = async () => { throw new DOMException('', 'NotAllowedError'); }");
        browser.click(CREATE);

        browser.click("[data-passkey='codes-copy']");

        browser.says("passkey-recovery-codes [data-passkey='status']", "could not be copied");
    }

    @Test
    void askForAnotherSignInWhereTheLastOneIsTooOld() {
        stage.answer("POST recovery/codes", 403, "{\"code\":\"step-up-required\"}");
        stage.answer("POST authentication/options", 503, "{\"code\":\"temporarily-unavailable\"}");
        open(0);

        browser.click(CREATE);

        browser.says("passkey-recovery-codes [data-passkey='alert']", "not available right now");
        assertThat(stage.awaitCall(browser, "POST authentication/options").body())
                .isEqualTo("{\"purpose\":\"step-up\"}");
        assertThat(browser.all(NEW)).noneMatch(part -> part.isDisplayed());
    }

    @Test
    void areGoneAfterTheSignOut() {
        stage.answer("DELETE session", 204, "");
        open(0);
        browser.click(CREATE);
        browser.see(NEW);

        stage.answer("GET credentials", 401, "{\"code\":\"not-signed-in\"}");
        browser.click("[data-passkey='sign-out']");

        browser.see("passkey-list[data-state='signed-out']");
        assertThat(browser.run("return document.body.innerHTML").toString()).doesNotContain("ABCDE");
        assertThat(browser.all("passkey-recovery-codes")).noneMatch(part -> part.isDisplayed());
    }

    @Test
    void areNotAskedForWhereTheServerHasNone() {
        stage.look(false, AppearanceSettings.DEFAULT);
        open(0);

        assertThat(browser.all("passkey-recovery-codes")).isEmpty();
        assertThat(stage.calls("GET recovery/codes")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ar", "ja", "de"})
    void areInTheLanguageOfTheReader(String language) {
        stage.answer("GET credentials", 200, "[" + Stage.owned("one") + "]");
        stage.answer("GET recovery/codes", 200, "{\"left\":0}");
        try (Browser reader = new Browser(language)) {
            Gallery gallery = new Gallery(reader);
            reader.open(stage.at("passkeys/"));
            reader.count(".passkey-card", 1);
            reader.click(CREATE);
            reader.says(NEW, "ABCDE-FGHJK-MNPQR-STVW9");

            gallery.look("codes-" + language);

            gallery.assertAll();
        }
    }

    @Test
    void adviseASecondPasskeyUntilThereIsOne() {
        stage.answer("GET credentials", 200, "[" + Stage.owned("one") + "]");
        open(0);
        browser.says(SECOND, "Create a second passkey");
        Gallery gallery = new Gallery(browser);
        gallery.look("second-passkey");
        browser.run(
                "const bytes = Uint8Array.of(1, 2, 3).buffer;"
                        + "navigator.credentials.create = async () => ({ id: 'AQID', rawId: bytes, type: 'public-key',"
                        + " getClientExtensionResults: () => ({}), response: { clientDataJSON: bytes, attestationObject: bytes } });");
        stage.answer("GET credentials", 200, "[" + Stage.owned("one") + "," + Stage.owned("two") + "]");

        browser.click(SECOND + " [data-passkey='create']");

        browser.says("passkey-list > [data-passkey='status']", "Your passkey is ready.");
        assertThat(browser.all(SECOND)).noneMatch(part -> part.isDisplayed());
        assertThat(browser.run("return document.activeElement.dataset.passkey")).isEqualTo("cards");
        assertThat(stage.awaitCall(browser, "POST registration/options").body())
                .isEqualTo("{\"hints\":[\"hybrid\",\"security-key\"]}");
        gallery.assertAll();
    }

    @Test
    void adviseASecondPasskeyUntilTheUserDeclines() {
        stage.answer("GET credentials", 200, "[" + Stage.owned("one") + "]");
        open(0);
        browser.click("[data-passkey='second-never']");
        assertThat(browser.all(SECOND)).noneMatch(part -> part.isDisplayed());

        browser.open(stage.at("passkeys/"));
        browser.says(LEFT, "You have");
        assertThat(browser.all(SECOND)).noneMatch(part -> part.isDisplayed());
        stage.answer("GET credentials", 200, "[" + Stage.owned("one").replace("\"AQ\"", "\"Ag\"") + "]");
        browser.open(stage.at("passkeys/"));
        browser.see(SECOND);
    }

    private static void open(int left) {
        stage.answer("GET recovery/codes", 200, "{\"left\":" + left + "}");
        browser.open(stage.at("arrived"));
        browser.run("localStorage.clear()");
        browser.open(stage.at("passkeys/"));
        browser.see(".passkey-card");
    }
}
