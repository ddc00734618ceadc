// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.descriptor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransportGuaranteeTest {

    private static final String WEB_XML = """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
              <servlet-mapping><servlet-name>x</servlet-name><url-pattern>/*</url-pattern></servlet-mapping>
              <security-constraint>
                <web-resource-collection><web-resource-name>a</web-resource-name><url-pattern>%s</url-pattern></web-resource-collection>
                <user-data-constraint><transport-guarantee>%s</transport-guarantee></user-data-constraint>
              </security-constraint>
              <security-constraint>
                <web-resource-collection><web-resource-name>b</web-resource-name><url-pattern>/open/*</url-pattern></web-resource-collection>
              </security-constraint>
            </web-app>
            """;

    @ParameterizedTest
    @CsvSource({
        "/*, CONFIDENTIAL, true",
        "/*, INTEGRAL, true",
        "/*, NONE, false",
        "/passkeys/*, CONFIDENTIAL, true",
        "/admin/*, CONFIDENTIAL, false",
    })
    void isNeededForOurPathsWhereTheApplicationNeedsIt(String pattern, String guarantee, boolean needed)
            throws XMLStreamException {
        String xml = WEB_XML.formatted(pattern, guarantee);

        assertThat(isNeededFor("/passkeys/login", xml)).isEqualTo(needed);
        assertThat(isNeededFor("/passkeys/api/session", xml)).isEqualTo(needed);
    }

    private static boolean isNeededFor(String path, String xml) throws XMLStreamException {
        return DescriptorReader.read(new ByteArrayInputStream(xml.getBytes(UTF_8))).constraints().stream()
                .anyMatch(one -> one.secure() && one.matches(path));
    }
}
