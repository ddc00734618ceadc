// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.descriptor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ee.passkeys.descriptor.LoginConfig.Method;
import java.io.ByteArrayInputStream;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The login-config of web.xml")
class LoginConfigTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<web-app xmlns='https://jakarta.ee/xml/ns/jakartaee' version='6.0'>%s</web-app>",
                "<web-app xmlns='http://xmlns.jcp.org/xml/ns/javaee' version='3.1'>%s</web-app>",
                "<j:web-app xmlns:j='https://jakarta.ee/xml/ns/jakartaee'>%s</j:web-app>",
                "<web-app>%s</web-app>"
            })
    void namesTheFormInEveryVersionOfTheDescriptor(String descriptor) throws XMLStreamException {
        String prefix = descriptor.startsWith("<j:") ? "j:" : "";
        String config = """
                <P:login-config>
                  <P:auth-method>FORM</P:auth-method>
                  <P:realm-name>file</P:realm-name>
                  <P:form-login-config>
                    <P:form-login-page> /login.jsp </P:form-login-page>
                    <P:form-error-page>/login.jsp?error=1</P:form-error-page>
                  </P:form-login-config>
                </P:login-config>""".replace("P:", prefix);

        assertThat(read(descriptor.formatted(config)))
                .isEqualTo(new LoginConfig(Method.FORM, "file", "/login.jsp", "/login.jsp?error=1"));
    }

    @Test
    void isNoneWhereThereIsNone() throws XMLStreamException {
        assertThat(read("<web-app><display-name>shop</display-name></web-app>").method())
                .isEqualTo(Method.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CLIENT-CERT", "DIGEST", "SPNEGO", "KEYCLOAK"})
    void isLeftToTheContainerWhereOnlyItCanDoIt(String method) throws XMLStreamException {
        String xml = "<web-app><login-config><auth-method>" + method + "</auth-method></login-config></web-app>";

        assertThat(read(xml).method()).isEqualTo(Method.CONTAINER_ONLY);
    }

    @Test
    void readsNoExternalEntities() {
        String xml = "<!DOCTYPE web-app [<!ENTITY file SYSTEM 'file:///etc/hostname'>]>"
                + "<web-app><login-config><auth-method>BASIC</auth-method><realm-name>&file;</realm-name></login-config></web-app>";

        assertThatExceptionOfType(XMLStreamException.class).isThrownBy(() -> read(xml));
    }

    private static LoginConfig read(String xml) throws XMLStreamException {
        return DescriptorReader.read(new ByteArrayInputStream(xml.getBytes(UTF_8)))
                .login()
                .orElse(LoginConfig.NONE);
    }
}
