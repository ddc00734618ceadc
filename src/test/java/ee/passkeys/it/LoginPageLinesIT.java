// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.testkit.Documentation;
import ee.passkeys.testkit.Installed;
import ee.passkeys.testkit.OldApplication;
import ee.passkeys.testkit.OldServlet;
import java.net.URI;
import java.net.URL;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The lines of the documentation work on the login page of {@code web.xml}, which the server shows at the address of the page that was asked for. */
@Tag("server")
@Tag("browser")
@ExtendWith(ArquillianExtension.class)
class LoginPageLinesIT {

    private static final String FACES = """
            <servlet><servlet-name>faces</servlet-name><servlet-class>jakarta.faces.webapp.FacesServlet</servlet-class></servlet>
            <servlet-mapping><servlet-name>faces</servlet-name><url-pattern>*.xhtml</url-pattern></servlet-mapping>
            <security-constraint>""";

    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en"><head><title>Log in</title></head><body>
            <form method="post" action="j_security_check"><input name="j_username"/><input type="password" name="j_password"/></form>
            %s
            </body></html>
            """;

    @ArquillianResource
    private URL deployed;

    @Deployment(testable = false)
    static WebArchive application() {
        return Installed.into(ShrinkWrap.create(WebArchive.class, "login-lines.war")
                .addClass(OldServlet.class)
                .setWebXML(new StringAsset(OldApplication.webXml()
                        .replace("/login.html", "/choice.jsp")
                        .replaceFirst("<security-constraint>", FACES)))
                .addAsWebResource(
                        new StringAsset("<jsp:forward page='<%= \"/login.\" + request.getParameter(\"kind\") %>'/>"),
                        "choice.jsp")
                .addAsWebResource(page("jsp"), "login.jsp")
                .addAsWebResource(page("xhtml"), "login.xhtml")
                .addAsWebResource(page("html"), "login.html")
                .addAsWebResource(new StringAsset("wrong password"), "wrong.html"));
    }

    private static StringAsset page(String kind) {
        return new StringAsset(PAGE.formatted(Documentation.loginPage(kind)).replace("\"/shop/", "\"/login-lines/"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jsp", "xhtml", "html"})
    void showTheButtonWithItsStyle(String kind) {
        URI asked = URI.create("http://localhost:" + deployed.getPort() + deployed.getPath())
                .resolve("user/deep/page?kind=" + kind);
        try (Browser browser = new Browser()) {
            browser.open(asked);
            browser.see("passkey-sign-in button");

            assertThat(browser.address()).isEqualTo(asked);
            assertThat(browser.run("return getComputedStyle(document.querySelector('passkey-sign-in')).display"))
                    .isEqualTo("block");
            assertThat(browser.complaints()).noneMatch(line -> line.contains("/passkeys/passkeys."));
        }
    }
}
