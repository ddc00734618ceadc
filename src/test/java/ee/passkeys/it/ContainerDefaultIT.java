// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import static ee.passkeys.it.BasicLoginContract.basic;
import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.testkit.ApiClient;
import ee.passkeys.testkit.Installed;
import ee.passkeys.testkit.OldApplication;
import ee.passkeys.testkit.SoftAuthenticator;
import java.net.URI;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ArquillianExtension.class)
@Tag("server")
@DisplayName("An application that protects pages and names no way to sign in")
class ContainerDefaultIT {

    @ArquillianResource
    @OperateOnDeployment("container-default")
    private URL deployed;

    @Deployment(name = "beside-container-default", testable = false)
    static WebArchive alone() {
        return OldApplication.withoutLogin("beside-container-default.war");
    }

    @Deployment(name = "container-default", testable = false)
    static WebArchive installed() {
        return Installed.into(OldApplication.withoutLogin("container-default.war"));
    }

    /** Where the container has a way of its own, which shows by its asking for a password. */
    @Test
    void isSignedInToAsTheContainerDoesItWithoutTheJar() {
        List<String> alone = exchanges("beside-container-default");
        List<String> installed = exchanges("container-default");
        if (alone.get(0).startsWith("401 Basic ")) {
            assertThat(installed).isEqualTo(alone);
            assertThat(alone).last().isEqualTo("200  bob true");
        } else {
            assertThat(alone).last().asString().doesNotStartWith("200");
            assertThat(installed).noneMatch(answer -> answer.startsWith("500"));
        }
    }

    @Test
    void takesPasskeysWithTheJar() {
        SoftAuthenticator phone = new SoftAuthenticator();
        ApiClient byCode = client("container-default");
        byCode.page("who?login=bob&password=four-candles");
        assertThat(byCode.register(phone).status()).isEqualTo(201);
        ApiClient elsewhere = client("container-default");

        assertThat(elsewhere.signIn(phone).status()).isEqualTo(200);
        assertThat(elsewhere.page("user/who").response().body()).isEqualTo("bob true");
    }

    private List<String> exchanges(String application) {
        List<String> answers = new ArrayList<>();
        for (String[] headers : new String[][] {
            {"Accept", "text/html"},
            {"Accept", "*/*"},
            {"Authorization", basic("bob", "fork-handles")},
            {"Authorization", basic("bob", "four-candles")}
        }) {
            ApiClient.Answer answer = client(application).page("user/who", headers);
            answers.add(answer.status() + " " + answer.header("WWW-Authenticate") + " "
                    + (answer.status() == 200 ? answer.response().body() : ""));
        }
        return answers;
    }

    private ApiClient client(String application) {
        return new ApiClient(URI.create("http://localhost:" + deployed.getPort() + "/" + application + "/"));
    }
}
