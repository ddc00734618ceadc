// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ui;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.config.AppearanceSettings;
import ee.passkeys.value.Color;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BrandTest {

    private static final String SVG = "<svg xmlns='http://www.w3.org/2000/svg'/>";

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("pages")
    void isNotSeenUnlessItIsSet(String path) throws Exception {
        assertThat(page(path, AppearanceSettings.DEFAULT))
                .contains("icon.svg")
                .doesNotContain("application-name", "brand.css", "passkey-page-name\"", "logo");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void namesEveryPage(String path) throws Exception {
        assertThat(page(path, named("Shop & Söhne")))
                .contains(
                        " · Shop &amp; Söhne</title>",
                        "<meta name=\"application-name\" content=\"Shop &amp; Söhne\">",
                        "<p class=\"passkey-page-name\">Shop &amp; Söhne</p>");
    }

    @ParameterizedTest
    @CsvSource({
        "example.com, House, Shop",
        "shop.example, Shop, House",
        "SHOP.example., Shop, House",
        "market.example, icon.svg, House"
    })
    void isThatOfTheHost(String host, String seen, String unseen) throws Exception {
        AppearanceSettings appearance = new AppearanceSettings(
                Optional.empty(),
                Optional.of("House"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of("shop.example", "Shop", "market.example", ""));
        PageServlet servlet = new PageServlet("", false, appearance, request -> false);

        assertThat(Exchange.get("/login").at(host).with(servlet).body())
                .contains(seen)
                .doesNotContain(unseen);
        assertThat(Exchange.get("//shop.example/login").with(servlet).status()).isEqualTo(404);
    }

    @Test
    void isNoMarkupWhateverTheNameHolds() throws Exception {
        assertThat(page("/login", named("</title><script>alert('x')</script>\"\u202e\u0007")))
                .doesNotContain("<script>", "alert('x')", "\u202e", "\u0007")
                .contains("content=\"&lt;/title&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot;\">");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void showsItsStyleSheetOnEveryPage(String path) throws Exception {
        AppearanceSettings appearance = files(Optional.empty(), Optional.of(file("b.css", ".passkey-page{color:red}")));

        assertThat(page(path, appearance)).containsSubsequence("href=\"passkeys.css\"", "href=\"brand.css\"");
        assertThat(get("/brand.css", appearance).body()).isEqualTo(".passkey-page{color:red}");
        assertThat(get("/brand.css", appearance).headers())
                .containsEntry("Content-Type", "text/css; charset=utf-8")
                .containsKey("ETag");
    }

    @Test
    void showsItsLogo() throws Exception {
        AppearanceSettings appearance = files(Optional.of(file("l.svg", SVG)), Optional.empty());

        assertThat(page("/login", appearance)).contains("src=\"logo\"").doesNotContain("icon.svg");
        assertThat(get("/logo", appearance).headers())
                .containsEntry("Content-Type", "image/svg+xml; charset=utf-8")
                .containsEntry("X-Content-Type-Options", "nosniff")
                .containsEntry("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "89504E470D0A1A0A00 | image/png",
                "524946460000000057454250 | image/webp",
                "3C3F786D6C2076657273696F6E3D22312E30223F3E0A3C212D2D783E2D2D3E3C73766720 | image/svg+xml; charset=utf-8",
                "3C68746D6C3E3C7376673E | ",
                "474946383961 | ",
                "'' | "
            })
    void isAnImageByWhatItIs(String hex, String contentType) throws Exception {
        Path logo = folder.resolve("logo.png");
        Files.write(logo, HexFormat.of().parseHex(hex));

        assertThat(get("/logo", files(Optional.of(logo), Optional.empty())).header("Content-Type"))
                .isEqualTo(contentType);
    }

    @Test
    void leavesOutWhatIsTooLarge() throws Exception {
        AppearanceSettings appearance = files(
                Optional.of(file("l.svg", SVG + " ".repeat(256 * 1024))),
                Optional.of(file("b.css", " ".repeat(64 * 1024 + 1))));

        assertThat(page("/login", appearance)).isEqualTo(page("/login", AppearanceSettings.DEFAULT));
        assertThat(get("/logo", appearance).status()).isEqualTo(404);
        assertThat(get("/brand.css", appearance).status()).isEqualTo(404);
    }

    @Test
    void leavesOutAStyleSheetInAnotherCharset() throws Exception {
        Path css = folder.resolve("b.css");
        Files.write(css, "/* ö */".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(get("/brand.css", files(Optional.empty(), Optional.of(css))).status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"#8a1c1c, #ffffff", "#ffb4ab, #000000"})
    void writesReadableButtons(String accent, String text) throws Exception {
        AppearanceSettings appearance = new AppearanceSettings(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Color(accent)),
                Optional.empty());

        assertThat(get("/passkeys.css", appearance).body())
                .contains("--passkey-accent: " + accent + ";", "--passkey-on-accent: " + text + ";");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/login"})
    void leavesTheSecurityPolicyAsItIs(String path) throws Exception {
        AppearanceSettings appearance = files(Optional.of(file("l.svg", SVG)), Optional.of(file("b.css", "a{}")));

        assertThat(get(path, appearance).header("Content-Security-Policy"))
                .isEqualTo(get(path, AppearanceSettings.DEFAULT).header("Content-Security-Policy"));
    }

    static List<String> pages() {
        return List.of("/", "/login", "/step-up", "/enrol", "/recover");
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private static AppearanceSettings named(String name) {
        return new AppearanceSettings(
                Optional.empty(),
                Optional.of(name),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static AppearanceSettings files(Optional<Path> logo, Optional<Path> css) {
        return new AppearanceSettings(
                Optional.empty(), Optional.empty(), logo, Optional.empty(), Optional.empty(), css);
    }

    private static String page(String path, AppearanceSettings appearance) throws Exception {
        return get(path, appearance).body();
    }

    private static Exchange get(String path, AppearanceSettings appearance) throws Exception {
        return Exchange.get(path).with(new PageServlet("", false, appearance, request -> true));
    }
}
