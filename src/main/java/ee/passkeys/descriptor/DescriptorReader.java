// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.descriptor;

import ee.passkeys.descriptor.SecurityConstraint.Resources;
import ee.passkeys.value.PlainXml;
import ee.passkeys.value.UrlPattern;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Reads one descriptor of any version, with or without a name space. */
final class DescriptorReader {

    private final XMLStreamReader xml;
    private final List<SecurityConstraint> constraints = new ArrayList<>();
    private String name = "";
    private boolean complete;
    private @Nullable Set<String> ordered;
    private @Nullable LoginConfig login;

    private DescriptorReader(XMLStreamReader xml) {
        this.xml = xml;
    }

    static DescriptorFile read(InputStream descriptor) throws XMLStreamException {
        return new DescriptorReader(PlainXml.reader(descriptor)).all();
    }

    private DescriptorFile all() throws XMLStreamException {
        while (xml.hasNext() && xml.next() != XMLStreamConstants.START_ELEMENT) {
            // comes before the root
        }
        complete = Boolean.parseBoolean(xml.getAttributeValue(null, "metadata-complete"));
        within(xml.getLocalName(), this::top);
        return new DescriptorFile(
                name, complete, Optional.ofNullable(ordered), Optional.ofNullable(login), List.copyOf(constraints));
    }

    private void top(String element) throws XMLStreamException {
        switch (element) {
            case "name" -> name = text();
            case "absolute-ordering" -> absoluteOrdering();
            case "login-config" -> login = LoginConfig.of(texts(element));
            case "security-constraint" -> constraints.add(constraint());
            default -> skip(element);
        }
    }

    private void absoluteOrdering() throws XMLStreamException {
        Set<String> names = new HashSet<>();
        boolean[] others = {false};
        within("absolute-ordering", element -> {
            if (element.equals("others")) {
                others[0] = true;
                skip(element);
            } else {
                names.add(text());
            }
        });
        ordered = others[0] ? null : names;
    }

    private SecurityConstraint constraint() throws XMLStreamException {
        List<Resources> resources = new ArrayList<>();
        boolean[] forCallers = {false};
        boolean[] secure = {false};
        within("security-constraint", element -> {
            switch (element) {
                case "web-resource-collection" -> resources.add(resources());
                case "auth-constraint" -> {
                    forCallers[0] = true;
                    skip(element);
                }
                case "user-data-constraint" ->
                    secure[0] = !texts(element)
                            .getOrDefault("transport-guarantee", "NONE")
                            .equals("NONE");
                default -> skip(element);
            }
        });
        return new SecurityConstraint(List.copyOf(resources), forCallers[0], secure[0]);
    }

    private Resources resources() throws XMLStreamException {
        Resources found = new Resources(new HashSet<>(), new HashSet<>(), new HashSet<>());
        within("web-resource-collection", element -> {
            switch (element) {
                case "url-pattern" -> found.patterns().add(new UrlPattern(text()));
                case "http-method" -> found.named().add(text());
                case "http-method-omission" -> found.omitted().add(text());
                default -> skip(element);
            }
        });
        return found;
    }

    /** The texts of all elements within one, by their names. */
    private Map<String, String> texts(String parent) throws XMLStreamException {
        Map<String, String> texts = new HashMap<>();
        String element = parent;
        for (int depth = 1; depth > 0 && xml.hasNext(); ) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                element = xml.getLocalName();
                depth++;
            } else if (event == XMLStreamConstants.CHARACTERS && !xml.isWhiteSpace()) {
                texts.merge(element, xml.getText().strip(), String::concat);
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            }
        }
        return texts;
    }

    private String text() throws XMLStreamException {
        return xml.getElementText().strip();
    }

    private void skip(String element) throws XMLStreamException {
        within(element, this::skip);
    }

    /** Calls for each child, which is read to its end by that. */
    private void within(String parent, Child each) throws XMLStreamException {
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                each.read(xml.getLocalName());
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                return;
            }
        }
        throw new XMLStreamException(parent + " has no end");
    }

    /** Reads an element to its end. */
    @FunctionalInterface
    private interface Child {

        void read(String element) throws XMLStreamException;
    }
}
