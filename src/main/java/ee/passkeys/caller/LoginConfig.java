// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.caller;

import ee.passkeys.value.PlainXml;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Content of {@code login-config} in the application's {@code web.xml}. A container that has an authentication mechanism ignores it, so
 * that we have to do what it says.
 *
 * @param method the way
 * @param realm the realm's name, empty when none is given
 * @param loginPage path of the page with the form, empty when there is none
 * @param errorPage path of the page for a wrong password, empty when there is none
 */
public record LoginConfig(Method method, String realm, String loginPage, String errorPage) {

    private static final System.Logger LOG = System.getLogger(LoginConfig.class.getName());
    private static final String FILE = "/WEB-INF/web.xml";

    /** Value of {@code auth-method}. */
    public enum Method {
        /** There is no {@code login-config}. */
        NONE,
        /** A form of the application's own. */
        FORM,
        /** The dialog of the browser. */
        BASIC,
        /** A way that only the container itself can go, such as client certificates. */
        CONTAINER_ONLY
    }

    /**
     * Reads {@code web.xml}.
     *
     * @param context the application
     * @return what it says; {@link Method#NONE} where there is no such file
     */
    public static LoginConfig of(ServletContext context) {
        try (InputStream xml = context.getResourceAsStream(FILE)) {
            return xml == null ? none() : read(xml);
        } catch (IOException | XMLStreamException e) {
            LOG.log(System.Logger.Level.WARNING, FILE + " cannot be read and is treated as having no login-config", e);
            return none();
        }
    }

    /**
     * Tells whether Passkeys EE performs the authentication in place of the container, with the container's realm.
     *
     * @return true for a form and for the browser's dialog
     */
    public boolean isBridged() {
        return method == Method.FORM || method == Method.BASIC;
    }

    static LoginConfig read(InputStream xml) throws XMLStreamException {
        XMLStreamReader reader = PlainXml.reader(xml);
        while (reader.hasNext()) {
            if (reader.next() == XMLStreamConstants.START_ELEMENT
                    && reader.getLocalName().equals("login-config")) {
                return of(texts(reader));
            }
        }
        return none();
    }

    private static LoginConfig of(Map<String, String> texts) {
        return new LoginConfig(
                method(texts.getOrDefault("auth-method", "BASIC")),
                texts.getOrDefault("realm-name", ""),
                texts.getOrDefault("form-login-page", ""),
                texts.getOrDefault("form-error-page", ""));
    }

    private static Method method(String name) {
        return switch (name.toUpperCase(Locale.ROOT)) {
            case "FORM" -> Method.FORM;
            case "BASIC" -> Method.BASIC;
            default -> Method.CONTAINER_ONLY;
        };
    }

    /** The texts of all elements within {@code login-config}, by their names. */
    private static Map<String, String> texts(XMLStreamReader reader) throws XMLStreamException {
        Map<String, String> texts = new HashMap<>();
        String element = "";
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                element = reader.getLocalName();
            } else if (event == XMLStreamConstants.CHARACTERS && !reader.isWhiteSpace()) {
                texts.merge(element, reader.getText().strip(), String::concat);
            } else if (event == XMLStreamConstants.END_ELEMENT
                    && reader.getLocalName().equals("login-config")) {
                break;
            }
        }
        return texts;
    }

    private static LoginConfig none() {
        return new LoginConfig(Method.NONE, "", "", "");
    }
}
