// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openqa.selenium.virtualauthenticator.VirtualAuthenticatorOptions.Transport.INTERNAL;

import ee.passkeys.testkit.Authenticator;
import ee.passkeys.testkit.Installed;
import ee.passkeys.testkit.OldApplication;
import ee.passkeys.testkit.PathProxy;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpResponse;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The login page of an old application has passkeys, although nobody changed it: one setting does. */
@ExtendWith(ArquillianExtension.class)
@Tag("server")
@Tag("browser")
class LoginFormEnhancementIT {

    private static final String ELEMENT = "<passkey-sign-in autofill=\"\"></passkey-sign-in>";

    @ArquillianResource
    private URL deployed;

    @Deployment(testable = false)
    static WebArchive oldApplication() {
        return Installed.into(OldApplication.withLoginPage()
                .addAsResource(
                        new StringAsset("passkeys.enhance-login-form=on\n"),
                        "META-INF/microprofile-config.properties"));
    }

    private final Http http = new Http();

    @Test
    void putsPasskeysIntoThePageThatAGuestGets() {
        HttpResponse<String> page = http.get(at("user/who?a=1"));
        String nonce = page.headers()
                .firstValue("Content-Security-Policy")
                .orElseThrow()
                .replaceFirst(".* script-src 'nonce-([^']+)'.*", "$1");
        String files = "../passkeys/";
        String own = " nonce=\"" + nonce + "\"";

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .startsWith("<!DOCTYPE html>\n<html lang=\"en\"><head><title>Müller &amp; Söhne</title>")
                .contains("<p>User <input autocomplete=\"username webauthn\" type=text name=j_username size=20>\n")
                .contains("\n</FORM><link rel=\"stylesheet\" href=\"" + files + "passkeys.css\"" + own + "/>" + ELEMENT
                        + "<script type=\"module\" src=\"" + files + "passkeys.js\"" + own
                        + "></script>\n<p id=\"foot\">")
                .endsWith(
                        "Call Frau Müller.\n<script" + own + ">document.title = 'Log in';</script>\n</body></html>\n");
        assertThat(page.headers().firstValue("ETag")).isEmpty();
    }

    @Test
    void putsPasskeysIntoThePageForAWrongPassword() {
        http.get(at("user/who"));

        HttpResponse<String> wrong =
                http.post(at("j_security_check"), Map.of("j_username", "bob", "j_password", "fork-handles"));

        assertThat(wrong.body())
                .contains("für Sie.</h1>\n", "<input name='j_username' autocomplete='username webauthn'>", ELEMENT)
                .endsWith("</script></body></html>\n");
    }

    @Test
    void leavesEveryPageOfAUserAlone() {
        signIn();

        assertThat(http.get(at("user/who")).body()).isEqualTo("bob true");
        assertThat(http.get(at("wrong.html")).body()).doesNotContain("passkey-sign-in");
    }

    @Test
    void signsInFromThePage() {
        try (Browser browser = new Browser()) {
            Authenticator device = browser.plugIn(INTERNAL);
            browser.open(at("user/who?a=1"));
            browser.see("passkey-sign-in button");
            Pictures.assertShows("login-page", browser);
            browser.type("[name=j_username]", "bob");
            browser.type("[name=j_password]", "four-candles");
            browser.click("#submit");
            browser.arrivesAt(at("user/who?a=1"));
            browser.says("body", "bob true");
            browser.open(at("passkeys/"));
            browser.see("passkey-list[data-state='filled'], passkey-list[data-state='empty']");
            int before = browser.all(".passkey-card").size();
            browser.click("passkey-list [data-passkey='create']");
            browser.count(".passkey-card", before + 1);

            signOut(browser);
            browser.open(at("user/who?b=autofill"));
            browser.arrivesAt(at("user/who?b=autofill"));
            browser.says("body", "bob true");

            signOut(browser);
            device.touched(false);
            browser.open(at("user/who?c=button"));
            browser.see("passkey-sign-in button");
            device.touched(true);
            browser.click("passkey-sign-in button");
            browser.says("body", "bob true");
            assertThat(browser.address()).isEqualTo(at("user/who?c=button"));
            assertThat(browser.complaints()).noneMatch(line -> line.contains("Content Security Policy"));
        }
    }

    @Test
    void leadsFromMyPasskeysToTheLoginPageAndBack() {
        try (Browser browser = new Browser()) {
            browser.open(at("passkeys/"));
            browser.click("[data-passkey='login']");
            browser.type("[name=j_username]", "bob");
            browser.type("[name=j_password]", "four-candles");
            browser.click("#submit");

            browser.arrivesAt(at("passkeys/"));
            browser.says("#who", "bob");
        }
    }

    @Test
    void signsInFromThePageBehindAProxyThatChangesItsPath() {
        try (Browser browser = new Browser();
                PathProxy proxy = PathProxy.before(at(""))) {
            browser.plugIn(INTERNAL);
            browser.open(at("user/who"));
            browser.type("[name=j_username]", "bob");
            browser.type("[name=j_password]", "four-candles");
            browser.click("#submit");
            browser.says("body", "bob true");
            browser.open(at("passkeys/"));
            browser.see("passkey-list[data-state='filled'], passkey-list[data-state='empty']");
            int before = browser.all(".passkey-card").size();
            browser.click("passkey-list [data-passkey='create']");
            browser.count(".passkey-card", before + 1);
            signOut(browser);

            browser.open(proxy.root().resolve("user/who?d=proxy"));
            browser.arrivesAt(proxy.root().resolve("user/who?d=proxy"));
            browser.says("body", "bob true");
        }
    }

    private void signOut(Browser browser) {
        browser.open(at("who?logout=now"));
        browser.says("body", "null false");
    }

    private void signIn() {
        http.get(at("user/who"));
        http.post(at("j_security_check"), Map.of("j_username", "bob", "j_password", "four-candles"));
    }

    private URI at(String path) {
        return URI.create("http://localhost:" + deployed.getPort() + deployed.getPath())
                .resolve(path);
    }
}
