// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import static org.openqa.selenium.virtualauthenticator.VirtualAuthenticatorOptions.Transport.INTERNAL;

import ee.passkeys.testkit.Installed;
import ee.passkeys.testkit.OldApplication;
import ee.passkeys.testkit.OtherSite;
import ee.passkeys.testkit.kinds.FramesFilter;
import java.net.URI;
import java.net.URL;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The application in a frame of another site, in a browser: its cookies come along there only where they say so. */
@ExtendWith(ArquillianExtension.class)
@Tag("server")
@Tag("browser")
@DisplayName("A ceremony in a frame of another site")
class FrameIT {

    private static final String NAMED = "portal.example";
    private static final String NOT_NAMED = "evil.example";

    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en"><head><title>In a frame</title>
            <script type="module" src="passkeys/passkeys.js"></script></head>
            <body><passkey-sign-in></passkey-sign-in><p id="outcome"></p>
            <script>
            const outcome = document.querySelector("#outcome");
            addEventListener("passkey-signed-in", (event) => { event.preventDefault(); outcome.textContent = "signed in"; });
            addEventListener("passkey-error", (event) => { outcome.textContent = event.detail.code; });
            </script></body></html>
            """;

    @ArquillianResource
    private URL deployed;

    @Deployment(testable = false)
    static WebArchive application() {
        return Installed.into(OldApplication.war("framed.war")
                .addClass(FramesFilter.class)
                .addAsWebResource(new StringAsset(PAGE), "frame.html")
                .addAsResource(
                        new StringAsset("passkeys.top-origins=" + OtherSite.origin(NAMED) + "\n"),
                        "META-INF/microprofile-config.properties"));
    }

    @Test
    void isFinishedWhereTheSettingsNameTheSite() {
        signInAt(NAMED, "signed in");
    }

    @Test
    void isRefusedElsewhere() {
        signInAt(NOT_NAMED, "foreign-origin");
    }

    private void signInAt(String host, String outcome) {
        String frame =
                "<!DOCTYPE html><html lang=\"en\"><title>Portal</title><iframe allow=\"publickey-credentials-get *\" src=\""
                        + at("frame.html") + "\"></iframe></html>";
        try (OtherSite site = new OtherSite(host, frame);
                Browser browser = new Browser("en", site.arguments())) {
            browser.plugIn(INTERNAL);
            makeAPasskey(browser);

            browser.open(URI.create(OtherSite.origin(host) + "/"));
            browser.inFrame("iframe", () -> {
                browser.click("passkey-sign-in button");
                browser.says("#outcome", outcome);
            });
        }
    }

    private void makeAPasskey(Browser browser) {
        browser.open(at("who?login=bob&password=four-candles"));
        browser.open(at("passkeys/"));
        browser.see("passkey-list[data-state='filled'], passkey-list[data-state='empty']");
        int before = browser.all(".passkey-card").size();
        browser.click("passkey-list [data-passkey='create']");
        browser.count(".passkey-card", before + 1);
    }

    private URI at(String path) {
        return URI.create("http://localhost:" + deployed.getPort() + deployed.getPath())
                .resolve(path);
    }
}
