// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ui;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.config.AppearanceSettings;
import ee.passkeys.it.Browser;
import ee.passkeys.it.Gallery;
import ee.passkeys.value.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our pages with the name, the logo and the colors of an operator, who may have been given a style sheet by somebody else. */
@Tag("browser")
class BrandIT {

    @TempDir
    Path folder;

    @Test
    void isOnThePagesAndBringsNothingFromElsewhere() throws IOException {
        try (Stage stage = new Stage();
                Browser browser = new Browser()) {
            String steal = "http://127.0.0.1:" + stage.port() + "/steal";
            stage.look(new AppearanceSettings(
                    Optional.empty(),
                    Optional.of("Müller <b>& Söhne</b>"),
                    Optional.of(file(
                            "logo.svg",
                            "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 90 30' width='90' height='30'>"
                                    + "<rect width='90' height='30' rx='6' fill='#8a1c1c'/></svg>")),
                    Optional.of(new Color("#8a1c1c")),
                    Optional.of(new Color("#ffb4ab")),
                    Optional.of(file(
                            "brand.css",
                            "@import url('" + steal + "');.passkey-panel{border-radius:0;background-image:url('" + steal
                                    + "')}"))));
            Gallery gallery = new Gallery(browser);

            browser.open(stage.at("passkeys/login"));
            browser.see("passkey-sign-in button");

            assertThat(browser.run("return document.title")).isEqualTo("Sign in · Müller <b>& Söhne</b>");
            assertThat(browser.text(".passkey-page-name")).isEqualTo("Müller <b>& Söhne</b>");
            assertThat(browser.run("return getComputedStyle(document.querySelector('.passkey-panel')).borderRadius"))
                    .isEqualTo("0px");
            assertThat(
                            browser.run(
                                    "return getComputedStyle(document.querySelector('passkey-sign-in button')).backgroundColor"))
                    .isEqualTo("rgb(138, 28, 28)");
            assertThat(browser.run("return document.querySelector('.passkey-page-logo').naturalWidth"))
                    .isEqualTo(90L);
            assertThat(browser.complaints()).anyMatch(complaint -> complaint.contains("Content Security Policy"));
            assertThat(stage.visits("/steal")).isZero();
            gallery.look("brand");
            gallery.assertAll();
        }
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }
}
