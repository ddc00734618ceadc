// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.testkit.ApiClient;
import ee.passkeys.testkit.Installed;
import ee.passkeys.testkit.SoftAuthenticator;
import ee.passkeys.testkit.kinds.Kinds;
import java.net.URI;
import java.net.URL;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ArquillianExtension.class)
@Tag("server")
@DisplayName("An application with beans of its own for clock, randomness and mechanism")
class OwnBeansIT {

    /** Its own clock, one source of randomness, one mechanism, which is its own and is passed by its decorator once. */
    private static final String OWN = "0|true|true|true|1";

    @ArquillianResource
    @OperateOnDeployment("own-beans")
    private URL deployed;

    @Deployment(name = "beside-own-beans", testable = false)
    static WebArchive alone() {
        return Kinds.withOwnBeans("beside-own-beans.war");
    }

    @Deployment(name = "own-beans", testable = false)
    static WebArchive installed() {
        return Installed.into(Kinds.withOwnBeans("own-beans.war")
                .addAsResource(
                        new StringAsset("passkeys.groups.remembered=true"), "META-INF/microprofile-config.properties"));
    }

    @Test
    void getsThemWithoutTheJar() {
        assertThat(beans(client("beside-own-beans"), "beans")).isEqualTo("null|" + OWN);
        assertThat(beans(signedIn("beside-own-beans"), "user/beans")).isEqualTo("dora|" + OWN);
    }

    @Test
    void getsThemWithTheJarByPassword() {
        assertThat(beans(client("own-beans"), "beans")).isEqualTo("null|" + OWN);
        assertThat(beans(signedIn("own-beans"), "user/beans")).isEqualTo("dora|" + OWN);
    }

    @Test
    void getsThemWithTheJarByPasskey() {
        SoftAuthenticator phone = new SoftAuthenticator();
        assertThat(signedIn("own-beans").register(phone).status()).isEqualTo(201);
        ApiClient elsewhere = client("own-beans");
        assertThat(elsewhere.signIn(phone).status()).isEqualTo(200);

        String notAsked = OWN.replaceFirst("1$", "null");
        assertThat(beans(elsewhere, "beans")).isEqualTo("dora|" + notAsked);
        assertThat(beans(elsewhere, "user/beans")).isEqualTo("dora|" + notAsked);
    }

    private static String beans(ApiClient client, String path) {
        return client.page(path).response().body();
    }

    private ApiClient signedIn(String application) {
        ApiClient client = client(application);
        assertThat(client.page("who?name=dora").status()).isEqualTo(200);
        return client;
    }

    private ApiClient client(String application) {
        return new ApiClient(URI.create("http://localhost:" + deployed.getPort() + "/" + application + "/"));
    }
}
