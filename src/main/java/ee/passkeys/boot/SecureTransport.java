// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.boot;

import ee.passkeys.value.PlainXml;
import ee.passkeys.value.UrlPattern;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Paths that the application's descriptors protect by TLS. A constraint of ours for a longer path takes the place of the application's, and
 * must ask for no less.
 */
final class SecureTransport {

    private static final System.Logger LOG = System.getLogger(SecureTransport.class.getName());
    private static final String WEB_XML = "/WEB-INF/web.xml";
    private static final String FRAGMENT = "META-INF/web-fragment.xml";

    private final List<UrlPattern> patterns;

    private SecureTransport(List<UrlPattern> patterns) {
        this.patterns = patterns;
    }

    /** What the descriptors say; every path where they cannot be read. */
    static SecureTransport of(ServletContext context) {
        try {
            List<UrlPattern> all = new ArrayList<>();
            try (InputStream xml = context.getResourceAsStream(WEB_XML)) {
                if (xml != null) {
                    all.addAll(read(xml));
                }
            }
            for (URL fragment : Collections.list(context.getClassLoader().getResources(FRAGMENT))) {
                try (InputStream xml = fragment.openStream()) {
                    all.addAll(read(xml));
                }
            }
            return new SecureTransport(all);
        } catch (IOException | XMLStreamException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The security constraints cannot be read, so passkeys require https",
                    e);
            return new SecureTransport(List.of(new UrlPattern("/*")));
        }
    }

    static SecureTransport of(InputStream descriptor) throws XMLStreamException {
        return new SecureTransport(read(descriptor));
    }

    /** Whether a path needs TLS. */
    boolean isNeededFor(String path) {
        return patterns.stream().anyMatch(pattern -> pattern.matches(path));
    }

    private static List<UrlPattern> read(InputStream xml) throws XMLStreamException {
        XMLStreamReader reader = PlainXml.reader(xml);
        List<UrlPattern> secure = new ArrayList<>();
        while (reader.hasNext()) {
            if (reader.next() == XMLStreamConstants.START_ELEMENT
                    && reader.getLocalName().equals("security-constraint")) {
                secure.addAll(constraint(reader));
            }
        }
        return secure;
    }

    /** The patterns of one constraint, none where it lets plain connections through. */
    private static List<UrlPattern> constraint(XMLStreamReader reader) throws XMLStreamException {
        List<UrlPattern> named = new ArrayList<>();
        boolean secure = false;
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.END_ELEMENT && reader.getLocalName().equals("security-constraint")) {
                break;
            }
            if (event == XMLStreamConstants.START_ELEMENT) {
                switch (reader.getLocalName()) {
                    case "url-pattern" ->
                        named.add(new UrlPattern(reader.getElementText().strip()));
                    case "transport-guarantee" ->
                        secure = !reader.getElementText().strip().equals("NONE");
                    default -> {
                        // says nothing of the connection
                    }
                }
            }
        }
        return secure ? List.copyOf(named) : List.of();
    }
}
