// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import ee.passkeys.operations.WebServer;
import ee.passkeys.testkit.ApiClient;
import ee.passkeys.testkit.CodeBlock;
import ee.passkeys.testkit.Installed;
import ee.passkeys.testkit.OldApplication;
import ee.passkeys.testkit.SoftAuthenticator;
import ee.passkeys.testkit.TestCertificate;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.util.stream.IntStream;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the lines for a web server promise: the application at another path, over HTTP/2, with headers that no client can set. */
@ExtendWith(ArquillianExtension.class)
abstract class WebServerContract {

    private static final String ORIGIN = "https://localhost";
    private static final int REQUESTS = 30;

    private final WebServer.Program program;
    private final CodeBlock block;
    private final SoftAuthenticator phone = new SoftAuthenticator();

    @ArquillianResource
    URL deployed;

    private TestCertificate certificate;
    private WebServer server;

    WebServerContract(WebServer.Program program, CodeBlock block) {
        this.program = program;
        this.block = block;
    }

    /** The old application, whose rate limit believes the web server. */
    static WebArchive behind(String name) {
        String settings = """
                passkeys.rp.id=localhost
                passkeys.origins=%s
                passkeys.rate-limit.address-header=X-Real-IP
                passkeys.app.%s.rate-limit.per-address=%d
                passkeys.admin-role=user
                """.formatted(ORIGIN, name, REQUESTS);
        return Installed.into(OldApplication.war(name + ".war")
                .addAsResource(new StringAsset(settings), "META-INF/microprofile-config.properties"));
    }

    @BeforeEach
    void startServer() throws IOException, GeneralSecurityException, InterruptedException {
        assumeThat(program.isThere()).as(program + " is installed").isTrue();
        certificate = TestCertificate.of("localhost");
        server = WebServer.start(program, lines());
    }

    @AfterEach
    void endServer() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void leadToPasswordAndPasskeyAtAnotherPathAndTellTheAddressOfTheClient() {
        ApiClient byPassword = client();
        ApiClient.Answer form = byPassword.page("user/who");
        assertThat(form.response().body()).isEqualTo("the form");
        assertThat(form.response().version()).isEqualTo(HttpClient.Version.HTTP_2);
        ApiClient.Answer signedIn = byPassword.formLogin("bob", "four-candles");
        assertThat(root().resolve(signedIn.header("Location"))).isEqualTo(root().resolve("user/who"));
        assertThat(byPassword.page("user/who").response().body()).isEqualTo("bob true");
        assertThat(byPassword.register(phone).status()).isEqualTo(201);

        ApiClient byPasskey = client();
        assertThat(byPasskey.signIn(phone).status()).isEqualTo(200);
        assertThat(byPasskey.page("user/who").response().body()).isEqualTo("bob true");
        assertThat(byPasskey.get("doctor").response().body())
                .containsPattern("The proxy reports https|The server treats this request as https")
                .contains("The rate limit uses the client's address from the header X-Real-IP.");
        assertTellsTheAddressWhateverTheClientSays();
    }

    /** Else each request with an address of its own would have a rate limit of its own. */
    private void assertTellsTheAddressWhateverTheClientSays() {
        ApiClient client = client();

        assertThat(IntStream.range(0, 10 * REQUESTS)
                        .map(i -> client.send(
                                        "authentication/options",
                                        "POST",
                                        "{}",
                                        "Content-Type",
                                        "application/json",
                                        "Origin",
                                        ORIGIN,
                                        "X-Real-IP",
                                        "192.0.2." + i % 256)
                                .status())
                        .anyMatch(status -> status == 429))
                .as("the limit is reached")
                .isTrue();
    }

    private ApiClient client() {
        return ApiClient.overTls(ORIGIN, root(), certificate.context());
    }

    private URI root() {
        return server.root().resolve("shop/");
    }

    private String lines() {
        return block.code()
                .replace("shop.example.com", "localhost")
                .replace("/etc/ssl/shop.pem", certificate.chain().toString())
                .replace("/etc/ssl/shop.key", certificate.key().toString())
                .replace("127.0.0.1:8080", "127.0.0.1:" + deployed.getPort())
                .replace("/legacy", deployed.getPath().replaceFirst("/$", ""));
    }
}
