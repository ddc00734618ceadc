// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A server")
class ServersTest {

    private static final String GLASSFISH = "com.sun.enterprise.security.auth.realm.Realm";
    private static final String PAYARA = "fish.payara.cdi.auth.roles.RolesPermitted";
    private static final String MICRO = "fish.payara.micro.impl.PayaraMicroImpl";

    @ParameterizedTest
    @CsvSource({
        "wildfly, org.wildfly.security.auth.server.SecurityDomain",
        "payara-micro, " + GLASSFISH + " " + PAYARA + " " + MICRO,
        "payara, " + GLASSFISH + " " + PAYARA,
        "glassfish, " + GLASSFISH,
        "other, " + PAYARA,
        "other, org.apache.catalina.Server"
    })
    void isKnownByItsClasses(String word, String classes) {
        assertThat(Servers.having(List.of(classes.split(" "))::contains))
                .isEqualTo(Servers.named(word).orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"wildfly", "payara-micro", "payara", "glassfish"})
    void hasAllThatPasskeysNeed(String word) {
        ServerProfile server = Servers.named(word).orElseThrow();

        assertThat(server.jta()).isPresent();
        assertThat(server.persistenceProvider()).isPresent();
        assertThat(server.jaxRsServlet()).isPresent();
        assertThat(server.dataSource()).isNotEmpty();
        assertThat(server.forwardedHttps()).isNotEmpty();
        assertThat(server.setting("passkeys.rp.id", "example.com", new ApplicationName("shop")))
                .anyMatch(line -> line.contains("example.com"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tomcat", "PAYARA", "payara micro"})
    void hasOneName(String word) {
        assertThat(Servers.named(word)).isEmpty();
    }
}
