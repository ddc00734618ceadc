// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ui;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.it.Browser;
import ee.passkeys.testkit.Built;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What users meet, on our pages and on an old one: they are told what they can do, once, where it belongs, in their language. */
@Tag("browser")
class UsersIT extends OnStage {

    /** A page as there are many, from before passkeys, style guides and languages. */
    private static final String OLD = """
            <html><head><title>Lager</title><link rel="stylesheet" href="/shop/passkeys/passkeys.css"/>
            <style>body { font: 11px Verdana; background: #c0c0c0 } td { padding: 1px }</style>
            <script>%s</script></head><body>
            <table border=1 cellspacing=0 bgcolor=#ffffcc><tr><td>
            <form action="j_security_check" method=post>Name <input name=j_username size=10> Kennwort
            <input type=password name=j_password size=10> <input type=submit id=submit value=Los></form><passkey-sign-in></passkey-sign-in><font
            color=red id=foot>Probleme? Tel. 4711</font></td></tr></table>
            <script type="module" src="/shop/passkeys/passkeys.js"></script></body></html>
            """;

    private static final String NO_PASSKEYS = "delete window.PublicKeyCredential;";
    private static final String BUTTON = "passkey-sign-in button";

    @Test
    void signInFromMyPasskeysInTheUsualWay() {
        stage.answer("GET credentials", 401, "{\"code\":\"not-signed-in\"}");
        browser.open(stage.at("passkeys/"));

        assertThat(browser.see("[data-passkey='login']").getAttribute("href"))
                .isEqualTo(stage.at("passkeys/sign-in?returnTo=passkeys%2F").toString());
        picture("my-passkeys-signed-out");
    }

    @Test
    void signOutBeforeTheySignInAgain() {
        stage.answer("GET credentials", 200, "[]");
        stage.answer("POST registration/options", 403, "{\"code\":\"step-up-required\"}");
        stage.answer("DELETE session", 204, "");
        stage.page("passkeys/sign-in", "<title>Usual</title><h1>Usual</h1>");
        browser.open(stage.at("passkeys/"));
        browser.click("[data-passkey='create']");
        browser.see("[data-passkey='sign-in-again']");
        picture("my-passkeys-step-up-required");

        browser.click("[data-passkey='sign-in-again']");

        browser.arrivesAt(stage.at("passkeys/sign-in?returnTo=passkeys%2F"));
        assertThat(stage.calls("DELETE session")).hasSize(1);
    }

    @Test
    void areToldTheWayOutWhereNoPasskeyWasUsed() {
        page("navigator.credentials.get = async () => { throw new DOMException('', 'NotAllowedError'); };");

        browser.click(BUTTON);

        browser.says("[data-passkey='alert']", "sign in another way");
        picture("old-page-no-passkey");
    }

    @Test
    void areAskedByTheNewNameBeforeAPasskeyIsRemoved() {
        list(Stage.passkey("one", "Old name"));
        stage.answer("PATCH credentials/one", 200, Stage.passkey("one", "New name"));
        browser.click("[data-passkey='rename']");
        browser.type("[data-passkey='rename-input']", "New name");
        browser.click("[data-passkey='rename-save']");
        browser.says("[data-passkey='label']", "New name");

        browser.click("[data-passkey='remove']");

        assertThat(browser.text("[data-passkey='remove-dialog'] h2")).contains("New name");
        picture("my-passkeys-renamed-remove");
    }

    @Test
    void seeNoOldMessages() {
        list(Stage.passkey("one", "Laptop"));
        browser.run("navigator.credentials.create = async () => null");
        browser.click("[data-passkey='create']");
        browser.see("[data-passkey='alert']:not(:empty)");

        browser.click("[data-passkey='rename']");

        assertThat(browser.all("[data-passkey='alert']:not(:empty), [data-passkey='status']:not(:empty)"))
                .isEmpty();
    }

    @Test
    void findAWayOnFromTheEnrollmentPageWhenSignedOut() {
        stage.answer("GET enrollment", 401, "{\"code\":\"not-signed-in\"}");
        browser.open(stage.at("passkeys/enrol?returnTo=/shop/user/"));

        assertThat(browser.see("[data-passkey='sign-in-again']").getAttribute("href"))
                .isEqualTo(stage.at("passkeys/sign-in?returnTo=passkeys%2Fenrol%3FreturnTo%3D%2Fshop%2Fuser%2F")
                        .toString());
        assertThat(browser.all("[data-passkey='create']")).noneMatch(button -> button.isDisplayed());
        picture("enrol-signed-out");
    }

    @Test
    void seeAProblemInTheColorOfProblems() {
        browser.open(stage.at("passkeys/step-up?returnTo=/shop/user/"));
        browser.see("#signed-out");

        assertThat(browser.run("return getComputedStyle(document.querySelector('#signed-out')).backgroundColor"))
                .isEqualTo("rgb(253, 236, 234)");
        picture("step-up-signed-out");
    }

    @Test
    void haveThePasswordManagerForgetWhatTheyRemove() {
        list(Stage.passkey("AQID", "Laptop"));
        stage.answer("DELETE credentials/AQID", 204, "");
        browser.run("PublicKeyCredential.signalUnknownCredential = async (told) => { window.told = told; }");
        browser.click("[data-passkey='remove']");
        browser.says("[data-passkey='remove-dialog']", "asked to delete the key itself");
        browser.click("[data-passkey='remove-confirm']");

        browser.says("[data-passkey='status']", "was removed");

        assertThat(browser.run("return `${told.rpId} ${told.credentialId}`")).isEqualTo("example.com AQID");
        picture("my-passkeys-removed");
    }

    @Test
    void hearNothingOfPasskeysOnThePasswordPageOfAnOldBrowser() {
        page(NO_PASSKEYS);

        browser.until(() -> browser.run("return customElements.get('passkey-sign-in')") != null, "the elements");
        assertThat(browser.see("body").getText())
                .doesNotContainIgnoringCase("passkey")
                .contains("4711");
        picture("old-page-old-browser");
    }

    @ParameterizedTest
    @ValueSource(strings = {"passkeys/login", "passkeys/step-up"})
    void areToldOnPagesThatAreForPasskeysOnlyThatTheirBrowserHasNone(String page) {
        stage.answer("GET session", 200, "{\"name\":\"ada\"}");
        stage.answer("GET credentials", 200, "[" + Stage.passkey("one", "Laptop") + "]");
        browser.beforeEachPage(NO_PASSKEYS, () -> browser.open(stage.at(page)));

        browser.says("main", "This browser cannot use passkeys");
        assertThat(browser.all(BUTTON)).noneMatch(button -> button.isDisplayed());
        picture(page.replace('/', '-') + "-old-browser");
    }

    @Test
    void tellPasskeysApart() {
        list(Stage.passkey("two", "Passkey").replace("11-01", "11-02") + "," + Stage.passkey("one", "Passkey"));

        assertThat(browser.all("[data-passkey='label']").stream().map(label -> label.getText()))
                .containsExactly("Passkey (2)", "Passkey (1)");
        browser.click("[data-passkey-id='one'] [data-passkey='remove']");
        assertThat(browser.text("[data-passkey='remove-dialog'] h2")).contains("Passkey (1)");
        picture("my-passkeys-alike");
    }

    @ParameterizedTest
    @CsvSource({
        "platform, internal, Chrome on Linux",
        "cross-platform, usb, Security key",
        "cross-platform, hybrid, Phone or tablet"
    })
    void findANewPasskeyByWhereItWasMade(String attachment, String transport, String label) {
        list("");
        browser.run("""
                const bytes = Uint8Array.of(1).buffer;
                navigator.credentials.create = async () => ({ id: 'AQ', rawId: bytes, type: 'public-key', authenticatorAttachment: '%s',
                  response: { clientDataJSON: bytes, attestationObject: bytes, getTransports: () => ['%s'] } });
                """.formatted(attachment, transport));

        browser.click("[data-passkey='create']");

        assertThat(stage.awaitCall(browser, "POST registration/verify").body()).contains("\"label\":\"" + label + "\"");
    }

    @Test
    void seeAButtonThatFitsTheirOldPage() {
        page("");
        browser.see(BUTTON);
        picture("old-page");

        assertThat(number("document.querySelector('" + BUTTON + "').offsetHeight"))
                .isBetween(24L, 31L);
        assertThat(gap("#submit", BUTTON)).isGreaterThanOrEqualTo(6);
        assertThat(gap(BUTTON, "#foot")).isGreaterThanOrEqualTo(6);
    }

    @Test
    void readTheirOwnLanguageWhereThePageNamesNone() throws IOException {
        try (Browser german = new Browser("de")) {
            stage.page("page", OLD.formatted(""));
            german.open(stage.at("page"));
            german.says(BUTTON, "Mit Passkey anmelden");
            german.screenshot(Built.target().resolve("screenshots/users-old-page-german.png"));

            stage.page("page", OLD.formatted("").replace("<html>", "<html lang=en>"));
            german.open(stage.at("page"));
            german.says(BUTTON, "Sign in with a passkey");
        }
    }

    private static void page(String script) {
        stage.page("page", OLD.formatted(script));
        browser.open(stage.at("page"));
    }

    private static void list(String passkeys) {
        stage.answer("GET session", 200, "{\"name\":\"ada\"}");
        stage.answer("GET credentials", 200, "[" + passkeys + "]");
        browser.open(stage.at("passkeys/"));
        browser.see("passkey-list[data-state='filled'], passkey-list[data-state='empty']");
    }

    private static long gap(String above, String below) {
        return number("document.querySelector('" + below + "').getBoundingClientRect().top"
                + " - document.querySelector('" + above + "').getBoundingClientRect().bottom");
    }

    private static long number(String expression) {
        return ((Number) browser.run("return " + expression)).longValue();
    }

    private static void picture(String name) {
        browser.screenshot(Built.target().resolve("screenshots/users-" + name + ".png"));
    }
}
