// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.testkit.ApiClient;
import ee.passkeys.testkit.Built;
import ee.passkeys.testkit.Installed;
import ee.passkeys.testkit.OldApplication;
import java.net.URI;
import java.net.URL;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(ArquillianExtension.class)
@Tag("server")
@Tag("browser")
@DisplayName("The elements as tags of JSP and Facelets")
class PageTagsIT {

    private static final String JSP = """
            <%@ page contentType="text/html; charset=UTF-8" %>
            <%@ taglib prefix="passkey" uri="ee.passkeys.tags" %>
            <!DOCTYPE html><html lang="en"><head><title>Tags</title></head><body>
            <passkey:sign-in return-to="/tags/tags.jsp?from=${param.from}" autofill="${param.autofill}" step-up="false"/>
            <passkey:create label-from="#label"/>
            <passkey:list create="true"/>
            </body></html>
            """;

    private static final String FACELETS = """
            <!DOCTYPE html>
            <html xmlns="http://www.w3.org/1999/xhtml" xmlns:h="jakarta.faces.html" xmlns:passkey="ee.passkeys.tags" lang="en">
            <h:head><title>Tags</title></h:head><h:body>
            <passkey:sign-in return-to="/tags/tags.jsp?from=#{param.from}" autofill="#{param.autofill}" step-up="false"/>
            <passkey:create label-from="#label"/>
            <passkey:list create="true"/>
            <passkey:list rendered="#{false}" text-list="unseen"/>
            </h:body></html>
            """;

    private static final String FACES = """
            <faces-config xmlns="https://jakarta.ee/xml/ns/jakartaee" version="4.0"/>
            """;

    @ArquillianResource
    private URL deployed;

    @Deployment(testable = false)
    static WebArchive application() {
        return Installed.into(OldApplication.war("tags.war")
                .addAsWebResource(new StringAsset(JSP), "tags.jsp")
                .addAsWebResource(new StringAsset(FACELETS), "tags.xhtml")
                .addAsWebInfResource(new StringAsset(FACES), "faces-config.xml")
                .addAsLibrary(Built.facesJar().toFile()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tags.jsp", "tags.xhtml"})
    void writeTheElementsWithTheirAttributes(String page) {
        assertThat(html(page + "?from=%22%3Cb%3E&autofill=true"))
                .contains(
                        "<passkey-sign-in return-to=\"/tags/tags.jsp?from=&quot;&lt;b&gt;\" autofill></passkey-sign-in>")
                .contains("<passkey-create label-from=\"#label\"></passkey-create>")
                .contains("<passkey-list create></passkey-list>")
                .doesNotContain("unseen");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tags.jsp", "tags.xhtml"})
    void bringStyleSheetAndScriptOnce(String page) {
        assertThat(html(page))
                .containsOnlyOnce("<link rel=\"stylesheet\" href=\"/tags/passkeys/passkeys.css\"/>")
                .containsOnlyOnce("<script type=\"module\" src=\"/tags/passkeys/passkeys.js\"></script>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tags.jsp", "tags.xhtml"})
    void workInTheBrowser(String page) {
        try (Browser browser = new Browser()) {
            browser.open(root().resolve(page));
            browser.see("passkey-sign-in button");
            browser.see("passkey-list[data-state='signed-out']");
        }
    }

    /** On {@code localhost}, which browsers take for secure without TLS. */
    private URI root() {
        return URI.create("http://localhost:" + deployed.getPort() + deployed.getPath());
    }

    private String html(String page) {
        return new ApiClient(root())
                .page(page, "Accept", "text/html")
                .response()
                .body();
    }
}
