// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.testkit;

import java.nio.file.Path;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** A POM as it is written: neither inherited nor interpolated. */
public final class Pom {

    private static final XPath XPATH = XPathFactory.newDefaultInstance().newXPath();

    private final Document document;

    private Pom(Document document) {
        this.document = document;
    }

    /** The elements that Maven Central asks for, and others that tell where the project is. */
    public static Stream<String> metadata() {
        return Stream.of(
                "name",
                "description",
                "url",
                "inceptionYear",
                "organization/name",
                "organization/url",
                "licenses/license/name",
                "licenses/license/url",
                "developers/developer/name",
                "developers/developer/organizationUrl",
                "scm/connection",
                "scm/developerConnection",
                "scm/url",
                "issueManagement/system",
                "issueManagement/url");
    }

    /** That in a file. */
    public static Pom of(Path file) throws Exception {
        return new Pom(
                DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(file.toFile()));
    }

    /** The text of an element below {@code project}, empty where there is none. */
    public String text(String path) throws XPathExpressionException {
        return XPATH.evaluate("/project/" + path, document).strip();
    }

    /** How many elements below {@code project} an expression finds. */
    public int count(String path) throws XPathExpressionException {
        return ((NodeList) XPATH.evaluate("/project/" + path, document, XPathConstants.NODESET)).getLength();
    }
}
