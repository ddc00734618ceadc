// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import ee.passkeys.testkit.Built;
import java.nio.file.Path;
import org.assertj.core.api.SoftAssertions;

/**
 * Looks at pages in light and in dark, on a desk and on a phone. Pictures of them are left in {@code target/screenshots}. Pages look the same
 * on every server: one looks for all, unless {@code passkeys.it.looks} says otherwise.
 */
public final class Gallery {

    private static final boolean LOOKS = Boolean.parseBoolean(System.getProperty("passkeys.it.looks", "true"));

    private final Path pictures = Built.target().resolve("screenshots");
    private final SoftAssertions soft = new SoftAssertions();
    private final Browser browser;

    public Gallery(Browser browser) {
        this.browser = browser;
    }

    /** Takes the pictures, has axe look at them, and measures whether they fit. */
    public void look(String page) {
        if (!LOOKS) {
            return;
        }
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

    /** Fails with everything that was wrong with any page. */
    public void assertAll() {
        soft.assertAll();
    }
}
