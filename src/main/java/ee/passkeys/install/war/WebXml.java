// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.install.war;

import ee.passkeys.value.PlainXml;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** What {@code WEB-INF/web.xml} says of things that matter to us. */
public final class WebXml {

    /** The paths of the elements that there are, such as {@code web-app/login-config}. */
    private final Set<String> elements = new HashSet<>();

    private final Map<String, String> contextParams = new HashMap<>();
    private final Set<String> orderedFragments = new HashSet<>();
    private final Set<String> trackingModes = new HashSet<>();
    private boolean httpOnlyCookie;
    private boolean secureCookie;
    private String authMethod = "BASIC";
    private String paramName = "";

    private WebXml() {}

    /** That of an application that has none. */
    static WebXml none() {
        return new WebXml();
    }

    /** Reads it, and nothing that it refers to. */
    static WebXml read(InputStream xml) throws XMLStreamException {
        WebXml webXml = new WebXml();
        webXml.read(PlainXml.reader(xml));
        return webXml;
    }

    private void read(XMLStreamReader reader) throws XMLStreamException {
        Deque<String> path = new ArrayDeque<>();
        StringBuilder text = new StringBuilder();
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    path.addLast(reader.getLocalName());
                    elements.add(String.join("/", path));
                    text.setLength(0);
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(reader.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    take(String.join("/", path), text.toString().strip());
                    path.removeLast();
                }
                default -> {}
            }
        }
    }

    private void take(String path, String text) {
        switch (path) {
            case "web-app/login-config/auth-method" -> authMethod = text;
            case "web-app/absolute-ordering/name" -> orderedFragments.add(text);
            case "web-app/session-config/tracking-mode" -> trackingModes.add(text);
            case "web-app/session-config/cookie-config/http-only" -> httpOnlyCookie = Boolean.parseBoolean(text);
            case "web-app/session-config/cookie-config/secure" -> secureCookie = Boolean.parseBoolean(text);
            case "web-app/context-param/param-name" -> paramName = text;
            case "web-app/context-param/param-value" -> contextParams.put(paramName, text);
            default -> {}
        }
    }

    /**
     * Whether there is a {@code login-config}.
     *
     * @return false where the container is not told how users sign in
     */
    public boolean hasLogin() {
        return elements.contains("web-app/login-config");
    }

    /**
     * The {@code auth-method}, only where there is a {@code login-config}.
     *
     * @return such as {@code FORM}
     */
    public String authMethod() {
        return authMethod;
    }

    /**
     * Whether an {@code absolute-ordering} leaves a fragment out.
     *
     * @param fragment its name
     * @return true where there is an ordering without {@code others} that does not list the fragment
     */
    public boolean leavesOut(String fragment) {
        return elements.contains("web-app/absolute-ordering")
                && !elements.contains("web-app/absolute-ordering/others")
                && !orderedFragments.contains(fragment);
    }

    /**
     * Whether the session cookie is http-only and secure.
     *
     * @return true where both are said
     */
    public boolean protectsCookie() {
        return httpOnlyCookie && secureCookie;
    }

    /**
     * Whether session ids stay out of addresses.
     *
     * @return true where {@code COOKIE} is the only tracking mode
     */
    public boolean tracksByCookieAlone() {
        return trackingModes.equals(Set.of("COOKIE"));
    }

    /** Whether it lists the fragments that count, with that one among them. */
    boolean lists(String fragment) {
        return orderedFragments.contains(fragment);
    }

    /**
     * The value of a context parameter.
     *
     * @param name its name
     * @return null where it is not set
     */
    public @Nullable String contextParam(String name) {
        return contextParams.get(name);
    }
}
