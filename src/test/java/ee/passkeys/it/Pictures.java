// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.testkit.Built;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Pictures in the documentation, which show pages as they are. A description of what a picture shows lies in the repository, and is compared
 * with the page: elements, texts, and how ours look. Pixels depend on the fonts of a machine, and a description does not. With
 * {@code -Dpasskeys.it.pictures=draw}, pictures and descriptions are made anew.
 */
final class Pictures {

    private static final String DRAW = "draw";
    private static final String MODE = System.getProperty("passkeys.it.pictures", "");

    private static final Path IMAGES = Path.of("src/site/resources/images");
    private static final Path DESCRIPTIONS = Path.of("src/test/resources/pictures");

    /** What can be seen, a line for each element. A day, and what a browser calls itself, differ from run to run. */
    private static final String DESCRIBE = """
            const ours = 'passkey-sign-in, passkey-create, passkey-list, .passkey-page';
            const differs = 'time, [data-passkey="label"] bdi, [data-passkey="last-used"] dd';
            const lines = [];
            for (const element of document.body.querySelectorAll('*:not(svg *)')) {
              if (!element.checkVisibility() || element.getClientRects().length === 0) {
                continue;
              }
              let depth = 0;
              for (let parent = element.parentElement; parent !== document.body; parent = parent.parentElement) {
                depth++;
              }
              const words = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE)
                .map((node) => node.data.replace(/\\s+/g, ' ').trim()).filter(Boolean).join(' ');
              const said = element.matches(differs) ? '…' : words || element.getAttribute('value') || '';
              const style = getComputedStyle(element);
              const looks = element.closest(ours)
                ? ` ${style.color} on ${style.backgroundColor}, ${style.fontSize} ${style.fontWeight}, ${style.borderRadius}` : '';
              lines.push('  '.repeat(depth) + element.localName + (said && ` "${said}"`) + looks);
            }
            return lines.join('\\n') + '\\n';
            """;

    private Pictures() {}

    /** Fails if the picture of that name does not show this page. */
    static void assertShows(String name, Browser browser) {
        Path picture = IMAGES.resolve(name + ".png");
        Path description = DESCRIPTIONS.resolve(name + ".txt");
        browser.pointAway();
        String seen = (String) browser.run(DESCRIBE);
        try {
            if (MODE.equals(DRAW)) {
                browser.screenshotOfContent(picture);
                Files.createDirectories(DESCRIPTIONS);
                Files.writeString(description, hash(picture) + "\n" + seen);
            }
            browser.screenshotOfContent(Built.target().resolve("screenshots/" + name + ".png"));
            assertThat(hash(picture) + "\n" + seen)
                    .as(
                            "%s shows the page; if the page is right, run this test with -Dpasskeys.it.pictures=%s",
                            picture, DRAW)
                    .isEqualTo(Files.readString(description));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ties the description to the file that was made with it. */
    private static String hash(Path picture) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(picture)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
