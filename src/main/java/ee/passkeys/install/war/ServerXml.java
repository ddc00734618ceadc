// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.install.war;

import ee.passkeys.value.PlainXml;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Relevant content of a server's descriptor, such as {@code jboss-web.xml}.
 *
 * @param contextRoot the application's path, or null when it is that of the file's name
 * @param securityDomain the security domain, or null for the server's own
 */
public record ServerXml(
        @Nullable String contextRoot, @Nullable String securityDomain) {

    /** That of an application that has none. */
    static ServerXml none() {
        return new ServerXml(null, null);
    }

    /** Reads it, and nothing that it refers to; only what stands right below the root counts. */
    static ServerXml read(InputStream xml) throws XMLStreamException {
        XMLStreamReader reader = PlainXml.reader(xml);
        Map<String, String> texts = new HashMap<>();
        int depth = 0;
        String element = "";
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                element = ++depth == 2 ? reader.getLocalName() : "";
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
                element = "";
            } else if (event == XMLStreamConstants.CHARACTERS && !element.isEmpty()) {
                texts.merge(element, reader.getText(), String::concat);
            }
        }
        return new ServerXml(text(texts, "context-root"), text(texts, "security-domain"));
    }

    private static @Nullable String text(Map<String, String> texts, String element) {
        String text = texts.getOrDefault(element, "").strip();
        return text.isEmpty() ? null : text;
    }
}
