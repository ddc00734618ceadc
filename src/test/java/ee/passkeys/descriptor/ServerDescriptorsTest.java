// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.descriptor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContext;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The descriptors of a server")
class ServerDescriptorsTest {

    private static final String PAYARA = """
            <!DOCTYPE glassfish-web-app PUBLIC "-//GlassFish.org//DTD GlassFish Application Server 3.1 Servlet 3.0//EN"
                "http://glassfish.org/dtds/glassfish-web-app_3_0-1.dtd">
            <glassfish-web-app>
              <security-role-mapping>
                <role-name>admin</role-name>
                <principal-name class-name="x.P"> Mallory </principal-name>
                <principal-name>bob</principal-name>
                <group-name>staff</group-name>
              </security-role-mapping>
            </glassfish-web-app>
            """;
    private static final String WILDFLY = """
            <jboss-web xmlns="http://www.jboss.com/xml/ns/javaee">
              <security-domain>other</security-domain>
              <security-role><role-name>admin</role-name><principal-name>mallory</principal-name></security-role>
            </jboss-web>
            """;

    @ParameterizedTest
    @ValueSource(strings = {"payara-web.xml", "glassfish-web.xml", "sun-web.xml", "glassfish-ejb-jar.xml"})
    void giveRolesToTheUsersOfAMappingOnPayara(String file) {
        ServerDescriptors descriptors = descriptors(Map.of(file, PAYARA));

        assertThat(descriptors.giveRoleTo("mallory")).isTrue();
        assertThat(descriptors.giveRoleTo("BOB")).isTrue();
        assertThat(descriptors.giveRoleTo("staff")).isFalse();
        assertThat(descriptors.giveRoleTo("ada")).isFalse();
        assertThat(descriptors.securityDomain()).isEmpty();
    }

    @Test
    void giveRolesToTheUsersOfARoleOnWildFly() {
        ServerDescriptors descriptors = descriptors(Map.of("jboss-web.xml", WILDFLY));

        assertThat(descriptors.giveRoleTo("mallory")).isTrue();
        assertThat(descriptors.giveRoleTo("other")).isFalse();
        assertThat(descriptors.securityDomain()).contains("other");
    }

    @Test
    void giveNobodyARoleWhereThereAreNone() {
        assertThat(descriptors(Map.of()).giveRoleTo("mallory")).isFalse();
    }

    @Test
    void mayGiveAnybodyARoleWhereOneCannotBeRead() {
        assertThat(descriptors(Map.of("payara-web.xml", "<broken")).giveRoleTo("ada"))
                .isTrue();
    }

    private static ServerDescriptors descriptors(Map<String, String> files) {
        return ServerDescriptors.of((ServletContext) Proxy.newProxyInstance(
                ServerDescriptorsTest.class.getClassLoader(),
                new Class<?>[] {ServletContext.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "getContextPath" -> "/app";
                    case "getResourceAsStream" -> {
                        String content = files.get(String.valueOf(arguments[0]).replace("/WEB-INF/", ""));
                        yield content == null ? null : new ByteArrayInputStream(content.getBytes(UTF_8));
                    }
                    default -> throw new UnsupportedOperationException(method.getName());
                }));
    }
}
