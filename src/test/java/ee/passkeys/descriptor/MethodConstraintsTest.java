// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.descriptor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What a saved POST may do, a GET may")
class MethodConstraintsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<http-method>GET</http-method><http-method> POST </http-method>",
                "<http-method>PUT</http-method>",
                "<http-method-omission>PUT</http-method-omission>"
            })
    void whereTheConstraintsAreTheSame(String methods) throws XMLStreamException {
        assertThat(areSame(methods)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<http-method>POST</http-method>",
                "<http-method>GET</http-method>",
                "<http-method>post</http-method><http-method>GET</http-method>",
                "<http-method-omission>GET</http-method-omission>",
                "<http-method-omission>POST</http-method-omission>"
            })
    void butNotWhereTheyDiffer(String methods) throws XMLStreamException {
        assertThat(areSame(methods)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a", "/a/*", "/*", "*.do", "/", ""})
    void andAPatternThatMatchesCounts(String pattern) throws XMLStreamException {
        String path = pattern.equals("*.do") ? "/a/b.do" : pattern.isEmpty() ? "/" : "/a";

        assertThat(areThoseOfGet(pattern, "<http-method>POST</http-method>", path))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/b", "/b/*", "/aa/*", "*.do", ""})
    void andAPatternForSomethingElseDoesNot(String pattern) throws XMLStreamException {
        assertThat(areThoseOfGet(pattern, "<http-method>POST</http-method>", "/a"))
                .isTrue();
    }

    private static boolean areSame(String methods) throws XMLStreamException {
        return areThoseOfGet("/a", methods, "/a");
    }

    private static boolean areThoseOfGet(String pattern, String methods, String path) throws XMLStreamException {
        String xml = "<web-app><servlet-mapping><url-pattern>/c</url-pattern></servlet-mapping>"
                + "<security-constraint><web-resource-collection><url-pattern>"
                + pattern
                + "</url-pattern>"
                + methods
                + "</web-resource-collection></security-constraint></web-app>";
        return DescriptorReader.read(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
                .constraints()
                .stream()
                .noneMatch(one -> one.tellsApart("GET", "POST", path));
    }
}
