// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ui;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.config.AppearanceSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageServletTest {

    private final PageServlet servlet = new PageServlet();
    private final PageServlet ofAdministrator = new PageServlet("", false, AppearanceSettings.DEFAULT, request -> true);

    @Test
    void sendsTheBareMappingToThePageWithinTheContext() throws Exception {
        Exchange exchange = Exchange.get(null).with(servlet);

        assertThat(exchange.status()).isEqualTo(302);
        assertThat(exchange.header("Location")).isEqualTo("./passkeys/");
    }

    @ParameterizedTest
    @CsvSource({"/, <passkey-list", "/login, <passkey-sign-in", "/enrol, <passkey-create"})
    void servesThePages(String path, String element) throws Exception {
        Exchange exchange = Exchange.get(path).with(servlet);

        assertThat(exchange.status()).isEqualTo(200);
        assertThat(exchange.body()).contains(element);
        assertThat(exchange.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/login", "/enrol"})
    void letsPagesRunNothingButOurScriptsAndShowInNoFrame(String path) throws Exception {
        assertThat(Exchange.get(path).with(servlet).headers())
                .containsEntry("Cache-Control", "no-store")
                .containsEntry("X-Content-Type-Options", "nosniff")
                .containsEntry("Referrer-Policy", "same-origin")
                .containsEntry("X-Frame-Options", "DENY")
                .containsEntry(
                        "Permissions-Policy", "publickey-credentials-get=(self), publickey-credentials-create=(self)")
                .containsEntry(
                        "Content-Security-Policy",
                        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                                + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
    }

    @ParameterizedTest
    @CsvSource({
        "/passkeys.js, text/javascript; charset=utf-8",
        "/passkeys.css, text/css; charset=utf-8",
        "/texts/ar.json, application/json",
        "/icon.svg, image/svg+xml; charset=utf-8"
    })
    void servesAssetsThatBrowsersKeepAndAskAbout(String path, String contentType) throws Exception {
        Exchange exchange = Exchange.get(path).with(servlet);

        assertThat(exchange.status()).isEqualTo(200);
        assertThat(exchange.headers())
                .containsEntry("Content-Type", contentType)
                .containsEntry("Cache-Control", "no-cache")
                .containsEntry("X-Content-Type-Options", "nosniff")
                .hasEntrySatisfying("ETag", tag -> assertThat(tag).matches("\"[0-9a-f]{64}\""));
    }

    @Test
    void saysThatAnAssetIsUnchanged() throws Exception {
        String tag = Exchange.get("/passkeys.js").with(servlet).headers().get("ETag");

        Exchange again = Exchange.get("/passkeys.js")
                .header("If-None-Match", "\"other\", W/" + tag)
                .with(servlet);

        assertThat(again.status()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.header("ETag")).isEqualTo(tag);
    }

    @Test
    void sendsAnAssetThatHasChanged() throws Exception {
        Exchange exchange =
                Exchange.get("/passkeys.js").header("If-None-Match", "\"old\"").with(servlet);

        assertThat(exchange.status()).isEqualTo(200);
        assertThat(exchange.body()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/admin", "/admin.css", "/admin-page.js", "/admin-texts/de.json"})
    void hasThePageOfAdministratorsForThemAlone(String path) throws Exception {
        for (String method : new String[] {"GET", "HEAD", "POST"}) {
            Exchange nothing = Exchange.of(method, "/nothing").with(servlet);
            Exchange other = Exchange.of(method, path).with(servlet);

            assertThat(other.status()).isEqualTo(nothing.status()).isNotEqualTo(200);
            assertThat(other.headers()).isEqualTo(nothing.headers());
            assertThat(other.body()).isEqualTo(nothing.body());
        }
        assertThat(Exchange.get(path).with(ofAdministrator).status()).isEqualTo(200);
    }

    @Test
    void answersHeadWithoutTheBody() throws Exception {
        Exchange get = Exchange.get("/").with(servlet);
        Exchange head = Exchange.of("HEAD", "/").with(servlet);

        assertThat(head.headers()).isEqualTo(get.headers());
        assertThat(head.header("Content-Length"))
                .isEqualTo(String.valueOf(get.body().length()));
        assertThat(head.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/providers.json",
                "/PageServlet.class",
                "/login/",
                "/login.html",
                "/../login.html",
                "//passkeys.js",
                "/passkeys.js/",
                "/PASSKEYS.JS",
                "/my-passkeys.html",
                "/api",
                "/nothing"
            })
    void knowsNoPathOutsideTheTable(String path) throws Exception {
        Exchange exchange = Exchange.get(path).with(servlet);

        assertThat(exchange.status()).isEqualTo(404);
        assertThat(exchange.body()).isEmpty();
    }

    @Test
    void leavesItToTheContainerToAskForASignIn() throws Exception {
        Exchange exchange = Exchange.get("/sign-in").signedIn(false).with(servlet);

        assertThat(exchange.header("Location")).isNull();
        assertThat(exchange.header("Cache-Control")).isEqualTo("no-store");
    }

    @ParameterizedTest
    @CsvSource({
        ", ./",
        "'', ../",
        "user/list?a=1&b=2, ../user/list?a=1&b=2",
        "passkeys/, ../passkeys/",
        "//elsewhere.example, ..///elsewhere.example",
        "https://elsewhere.example, ../https://elsewhere.example",
        "../../other, ./",
        "user/../../other, ./",
        "'\\elsewhere.example', ./",
        "'user list', ./",
        "'a\\r\\nSet-Cookie:b', ./"
    })
    void leadsWhoIsSignedInBackIntoTheApplication(String returnTo, String location) throws Exception {
        Exchange exchange = Exchange.get("/sign-in")
                .signedIn(true)
                .parameter("returnTo", returnTo)
                .with(servlet);

        assertThat(exchange.status()).isEqualTo(302);
        assertThat(exchange.header("Location")).isEqualTo(location);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"})
    void refusesMethodsThatWouldChangeSomething(String method) throws Exception {
        Exchange exchange = Exchange.of(method, "/").with(servlet);

        assertThat(exchange.status()).isEqualTo(405);
        assertThat(exchange.header("Allow")).isEqualTo("GET, HEAD");
    }

    @Test
    void handsVisitorsOnToTheSignInPageOfTheHost() throws Exception {
        PageServlet withHostLogin =
                new PageServlet("/login.xhtml", false, AppearanceSettings.DEFAULT, request -> false);

        Exchange exchange = Exchange.get("/login").query("returnTo=.%2Fcart").with(withHostLogin);

        assertThat(exchange.status()).isEqualTo(302);
        assertThat(exchange.header("Location")).isEqualTo("../login.xhtml?returnTo=%2Fshop%2Fcart");
    }

    @Test
    void servesItsOwnSignInPageWhereTheHostNamesThatOne() throws Exception {
        assertThat(Exchange.get("/login")
                        .with(new PageServlet("/passkeys/login", false, AppearanceSettings.DEFAULT, request -> false))
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("paths")
    void hasEveryFileOfTheTable(String path) throws Exception {
        assertThat(Exchange.get(path).with(ofAdministrator).body()).isNotBlank();
    }

    static Iterable<String> paths() {
        return new PageFiles(false, AppearanceSettings.DEFAULT).paths();
    }
}
