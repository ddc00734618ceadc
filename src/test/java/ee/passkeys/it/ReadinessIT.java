// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ee.passkeys.testkit.ApiClient;
import ee.passkeys.testkit.Installed;
import ee.passkeys.testkit.OldApplication;
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
@DisplayName("The readiness that the server tells, while the database of passkeys does not answer,")
class ReadinessIT {

    private static final String WITHOUT_DATABASE = "passkeys.data-source=java:comp/env/jdbc/nothing\n";

    @ArquillianResource
    @OperateOnDeployment("beside-readiness-report")
    private URL deployed;

    @Deployment(name = "beside-readiness-off", testable = false)
    static WebArchive off() {
        return application("off", "");
    }

    @Deployment(name = "beside-readiness-report", testable = false)
    static WebArchive report() {
        return application("report", "passkeys.health.readiness=report\n");
    }

    @Deployment(name = "beside-readiness-fail", testable = false)
    static WebArchive fail() {
        return application("fail", "passkeys.health.readiness=fail\n");
    }

    private static WebArchive application(String name, String setting) {
        return Installed.into(OldApplication.war("beside-readiness-" + name + ".war")
                .addAsResource(new StringAsset(WITHOUT_DATABASE + setting), "META-INF/microprofile-config.properties"));
    }

    @Test
    void isThatOfPasskeysWhereTheSettingsSaySo() {
        ApiClient.Answer ready = health().page("health/ready");
        JsonNode checks = ready.json().path("checks");

        assertThat(check(checks, "passkeys/beside-readiness-report"))
                .as(ready.response().body())
                .hasToString("{\"status\":\"UP\",\"passkeys\":\"DOWN\"}");
        assertThat(check(checks, "passkeys/beside-readiness-fail"))
                .hasToString("{\"status\":\"DOWN\",\"passkeys\":\"DOWN\"}");
        assertThat(check(checks, "passkeys/beside-readiness-off").isEmpty()).isTrue();
        assertThat(ready.status()).isEqualTo(503);
        assertThat(health().page("health/live").response().body()).doesNotContain("passkeys/");
    }

    private static ObjectNode check(JsonNode checks, String name) {
        ObjectNode found = JsonNodeFactory.instance.objectNode();
        checks.forEach(check -> {
            if (check.path("name").asText().equals(name)) {
                found.put("status", check.path("status").asText());
                found.put("passkeys", check.path("data").path("passkeys").asText());
            }
        });
        return found;
    }

    /** WildFly tells it at the port of its management. */
    private ApiClient health() {
        int port = Integer.getInteger("passkeys.it.wildfly.management", deployed.getPort());
        return new ApiClient(URI.create("http://localhost:" + port + "/"));
    }
}
