// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.mechanism;

import ee.passkeys.value.PlainXml;
import ee.passkeys.value.UrlPattern;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.annotation.ServletSecurity;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Whether the application's security constraints for a path are the same for two methods. A saved POST comes back by GET, and what the container then
 * checks is what it asks of a GET: where it asks something else of a POST, that would not be asked.
 */
final class MethodRules {

    private static final System.Logger LOG = System.getLogger(MethodRules.class.getName());
    private static final String WEB_XML = "/WEB-INF/web.xml";
    private static final String FRAGMENT = "META-INF/web-fragment.xml";

    private MethodRules() {}

    /** Whether a GET for the same path passes what this request has to pass; false also where it cannot be found out. */
    static boolean areThoseOfGet(HttpServletRequest request) {
        ServletContext context = request.getServletContext();
        String path = Spellings.pathOf(request);
        try {
            return collectionsOf(context).stream()
                            .noneMatch(found -> found.tellsApart("GET", request.getMethod(), path))
                    && noServletTellsMethodsApart(context);
        } catch (IOException | XMLStreamException | ClassNotFoundException | LinkageError e) {
            LOG.log(System.Logger.Level.WARNING, "The security constraints cannot be read", e);
            return false;
        }
    }

    static boolean areThoseOfGet(String method, String path, InputStream descriptor) throws XMLStreamException {
        return read(descriptor).stream().noneMatch(found -> found.tellsApart("GET", method, path));
    }

    private static List<Collected> collectionsOf(ServletContext context) throws IOException, XMLStreamException {
        List<Collected> all = new ArrayList<>();
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
        return all;
    }

    private static boolean noServletTellsMethodsApart(ServletContext context) throws ClassNotFoundException {
        for (ServletRegistration servlet : context.getServletRegistrations().values()) {
            String name = servlet.getClassName();
            if (name != null) {
                ServletSecurity security =
                        Class.forName(name, false, context.getClassLoader()).getAnnotation(ServletSecurity.class);
                if (security != null && security.httpMethodConstraints().length > 0) {
                    return false;
                }
            }
        }
        return true;
    }

    /** A {@code web-resource-collection}: it covers all methods, those that it names, or all but those that it omits. */
    private record Collected(Set<String> patterns, Set<String> named, Set<String> omitted) {

        Collected() {
            this(new HashSet<>(), new HashSet<>(), new HashSet<>());
        }

        boolean tellsApart(String one, String other, String path) {
            return covers(one) != covers(other)
                    && patterns.stream().anyMatch(pattern -> new UrlPattern(pattern).matches(path));
        }

        private boolean covers(String method) {
            return named.isEmpty() ? !omitted.contains(method) : named.contains(method);
        }
    }

    private static List<Collected> read(InputStream xml) throws XMLStreamException {
        XMLStreamReader reader = PlainXml.reader(xml);
        List<Collected> all = new ArrayList<>();
        while (reader.hasNext()) {
            if (reader.next() == XMLStreamConstants.START_ELEMENT) {
                switch (reader.getLocalName()) {
                    case "web-resource-collection" -> all.add(new Collected());
                    case "url-pattern" ->
                        patterns(all).add(reader.getElementText().strip());
                    case "http-method" ->
                        last(all).named().add(reader.getElementText().strip());
                    case "http-method-omission" ->
                        last(all).omitted().add(reader.getElementText().strip());
                    default -> {
                        // says nothing of methods
                    }
                }
            }
        }
        return all;
    }

    /** Servlets and filters have patterns, too, which say nothing of methods. */
    private static Set<String> patterns(List<Collected> all) {
        return all.isEmpty() ? new HashSet<>() : all.get(all.size() - 1).patterns();
    }

    private static Collected last(List<Collected> all) throws XMLStreamException {
        if (all.isEmpty()) {
            throw new XMLStreamException("a method stands outside of a web-resource-collection");
        }
        return all.get(all.size() - 1);
    }
}
