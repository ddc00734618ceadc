// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it.wildfly;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.testkit.ApiClient;
import ee.passkeys.testkit.Built;
import ee.passkeys.testkit.SoftAuthenticator;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The demo in the security domain that a server has by default: with {@code integrated-jaspi}, which its users are strangers to. */
@ExtendWith(ArquillianExtension.class)
@DisplayName("A caller whom WildFly's security domain does not know")
@Tag("server")
class StrangersIT {

    @ArquillianResource
    private URL deployed;

    @Deployment(testable = false)
    static WebArchive demoAsItIs() {
        return ShrinkWrap.create(WebArchive.class, "strangers.war")
                .merge(ShrinkWrap.createFromZipFile(
                        WebArchive.class, Built.demo().toFile()));
    }

    @Test
    void isNotSignedInAndTheLogSaysWhatToDo() throws IOException {
        ApiClient api = new ApiClient(URI.create("http://localhost:" + deployed.getPort() + deployed.getPath()));

        ApiClient.Answer answer = api.newAccount("stranger", new SoftAuthenticator());

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.response().body()).doesNotContainIgnoringCase("exception", "elytron", "jaspi");
        assertThat(api.get("session").status()).isEqualTo(401);
        assertThat(log())
                .contains("the container rejected the user \"stranger\"")
                .contains("integrated-jaspi=false");
    }

    private static String log() throws IOException {
        return Files.readString(Path.of(System.getProperty("passkeys.it.wildfly.base"), "log", "server.log"));
    }
}
