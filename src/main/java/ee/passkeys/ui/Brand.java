// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ui;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import ee.passkeys.config.AppearanceSettings;
import ee.passkeys.value.ApplicationLog;
import ee.passkeys.value.Color;
import ee.passkeys.value.Html;
import ee.passkeys.value.OneLine;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Name, logo, colors and style sheet of the operator on our pages. A logo or style sheet that cannot be read is left out with a warning: looks
 * are no reason to keep users from signing in.
 */
final class Brand {

    static final String LOGO = "logo";
    static final String CSS = "brand.css";

    private static final Logger LOG = ApplicationLog.of(Brand.class);
    private static final int LARGEST_LOGO = 256 * 1024;
    private static final int LARGEST_CSS = 64 * 1024;
    private static final Pattern SVG = Pattern.compile(
            "^(?:\\uFEFF|\\s|<\\?xml[^>]*\\?>|<!--.*?-->|<!DOCTYPE svg[^>\\[]*>)*<svg[\\s>]", Pattern.DOTALL);

    private final String name;
    private final Optional<PageFile> logo;
    private final Optional<PageFile> css;
    private final String colors;

    Brand(AppearanceSettings appearance) {
        this.name = escaped(appearance.name().orElse(""));
        this.logo = appearance.logo().flatMap(file -> read(file, LARGEST_LOGO)).flatMap(Brand::image);
        this.css = appearance.css().flatMap(file -> read(file, LARGEST_CSS)).flatMap(Brand::styleSheet);
        this.colors = appearance.accent().map(Brand::light).orElse("")
                + appearance.darkAccent().map(Brand::dark).orElse("");
    }

    Optional<PageFile> logo() {
        return logo;
    }

    Optional<PageFile> css() {
        return css;
    }

    /** Our style sheet in the operator's colors. */
    String colored(String styleSheet) {
        return styleSheet + colors;
    }

    /** A page of ours with name, logo and style sheet. */
    String page(String html) {
        return page(html, name);
    }

    /** The same at a host that has another name. */
    String pageOf(String html, String otherName) {
        return page(html, escaped(otherName));
    }

    private String page(String html, String name) {
        String page = html;
        if (logo.isPresent()) {
            page = page.replace(
                            "<link rel=\"icon\" href=\"icon.svg\" type=\"image/svg+xml\">",
                            "<link rel=\"icon\" href=\"logo\">")
                    .replace(
                            "<img class=\"passkey-page-mark\" src=\"icon.svg\" alt=\"\" width=\"56\" height=\"56\">",
                            "<img class=\"passkey-page-mark passkey-page-logo\" src=\"logo\" alt=\"\">");
        }
        if (css.isPresent()) {
            String ours = "<link rel=\"stylesheet\" href=\"passkeys.css\">";
            page = page.replace(ours, ours + "\n  <link rel=\"stylesheet\" href=\"" + CSS + "\">");
        }
        return name.isEmpty()
                ? page
                : page.replace(
                                "</title>",
                                " · " + name + "</title>\n  <meta name=\"application-name\" content=\"" + name + "\">")
                        .replace("<h1 ", "<p class=\"passkey-page-name\">" + name + "</p>\n    <h1 ");
    }

    private static String escaped(String text) {
        return Html.escaped(OneLine.of(text));
    }

    private static String light(Color accent) {
        return rule("not (prefers-color-scheme: dark)", accent, "black", "white");
    }

    private static String dark(Color accent) {
        return rule("(prefers-color-scheme: dark)", accent, "white", "var(--passkey-surface)");
    }

    // A color is a number sign and six digits, and so ends no rule.
    private static String rule(String when, Color accent, String stronger, String softer) {
        Color on = accent.contrast(Color.WHITE) >= 4.5 ? Color.WHITE : Color.BLACK;
        return """

                @media %1$s {
                  :where(passkey-sign-in, passkey-create, passkey-list, .passkey-page) {
                    --passkey-accent: %2$s;
                    --passkey-accent-strong: color-mix(in srgb, %2$s 80%%, %3$s);
                    --passkey-accent-soft: color-mix(in srgb, %2$s 14%%, %4$s);
                    --passkey-on-accent: %5$s;
                  }
                }
                """.formatted(when, accent, stronger, softer, on);
    }

    private static Optional<byte[]> read(Path file, int largest) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(largest + 1);
            if (content.length <= largest) {
                return Optional.of(content);
            }
            LOG.log(Level.WARNING, "{0} is left out: it is larger than {1} KiB.", file, largest / 1024);
        } catch (IOException e) {
            LOG.log(Level.WARNING, file + " is left out: it cannot be read.", e);
        }
        return Optional.empty();
    }

    // By what it is, not by its name: browsers are told not to guess.
    private static Optional<PageFile> image(byte[] content) {
        String start = new String(content, 0, Math.min(content.length, 1024), ISO_8859_1);
        if (start.startsWith("\u0089PNG\r\n\u001a\n")) {
            return Optional.of(new PageFile("image/png", content));
        }
        if (start.startsWith("RIFF") && start.startsWith("WEBP", 8)) {
            return Optional.of(new PageFile("image/webp", content));
        }
        if (SVG.matcher(new String(content, 0, Math.min(content.length, 4096), UTF_8))
                .lookingAt()) {
            return Optional.of(new PageFile("image/svg+xml; charset=utf-8", content));
        }
        LOG.log(Level.WARNING, "The logo is left out: it is no SVG, PNG or WebP file.");
        return Optional.empty();
    }

    private static Optional<PageFile> styleSheet(byte[] content) {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(content));
            return Optional.of(new PageFile("text/css; charset=utf-8", content));
        } catch (CharacterCodingException e) {
            LOG.log(Level.WARNING, "The style sheet of the brand is left out: it is not in UTF-8.", e);
            return Optional.empty();
        }
    }
}
