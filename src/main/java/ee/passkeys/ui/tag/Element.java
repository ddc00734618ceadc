// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ui.tag;

import ee.passkeys.value.Html;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** HTML of a custom element, with the style sheet and the script that it needs. */
final class Element {

    /** The attribute of a request in which one element has written style sheet and script for all. */
    static final String WRITTEN = "ee.passkeys.ui.tag.written";

    private static final Pattern ATTRIBUTE = Pattern.compile("[a-z][a-z0-9-]*");

    private static final String HEAD = """
            <link rel="stylesheet" href="%1$s/passkeys/passkeys.css"/>
            <script type="module" src="%1$s/passkeys/passkeys.js"></script>
            """;

    private final String name;
    private final Map<String, ? extends @Nullable Object> attributes;

    /** An element by its name, such as {@code passkey-sign-in}, and its attributes, which may be absent or of any type. */
    Element(String name, Map<String, ? extends @Nullable Object> attributes) {
        this.name = name;
        this.attributes = attributes;
    }

    /** Whether an element has an attribute of such a name. */
    static boolean canHave(String attribute) {
        return ATTRIBUTE.matcher(attribute).matches();
    }

    /** The element alone. An attribute that is {@code null} or {@code false} is left out; one that is {@code true} has no value. */
    String html() {
        StringBuilder html = new StringBuilder("<").append(name);
        attributes.forEach((attribute, value) -> {
            String text = value == null ? "false" : value.toString();
            if (!text.equals("false")) {
                html.append(' ').append(attribute);
                if (!text.equals("true")) {
                    html.append("=\"").append(Html.escaped(text)).append('"');
                }
            }
        });
        return html.append("></").append(name).append('>').toString();
    }

    /** The same, after style sheet and script of the application at this context path. */
    String htmlWithHead(String contextPath) {
        return HEAD.formatted(Html.escaped(contextPath)) + html();
    }
}
