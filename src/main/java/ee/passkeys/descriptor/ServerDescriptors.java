// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.descriptor;

import ee.passkeys.value.ApplicationLog;
import ee.passkeys.value.PlainXml;
import ee.passkeys.value.UserNames;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Content of the servers' own descriptors in the application: the security domain on WildFly, and the users to whom {@code principal-name} in
 * {@code security-role-mapping} or {@code security-role} gives a role. A caller of such a name has the role, whatever the realm knows of it.
 */
final class ServerDescriptors {

    private static final System.Logger LOG = ApplicationLog.of(ServerDescriptors.class);
    private static final String JBOSS_WEB = "jboss-web.xml";
    private static final List<String> FILES = List.of(
            JBOSS_WEB,
            "jboss-ejb3.xml",
            "payara-web.xml",
            "glassfish-web.xml",
            "sun-web.xml",
            "glassfish-ejb-jar.xml",
            "sun-ejb-jar.xml");

    private final Set<String> principals = new HashSet<>();
    private @Nullable String securityDomain;
    private boolean readable = true;

    private ServerDescriptors() {}

    static ServerDescriptors of(ServletContext context) {
        ServerDescriptors descriptors = new ServerDescriptors();
        for (String file : FILES) {
            try (InputStream xml = context.getResourceAsStream("/WEB-INF/" + file)) {
                if (xml != null) {
                    descriptors.read(file, PlainXml.reader(xml));
                }
            } catch (IOException | XMLStreamException e) {
                descriptors.readable = false;
                LOG.log(
                        System.Logger.Level.WARNING,
                        file + " of " + context.getContextPath()
                                + " cannot be read. It may give roles to user names, so visitors cannot create accounts.",
                        e);
            }
        }
        return descriptors;
    }

    /** The security domain on WildFly, if one is named. */
    Optional<String> securityDomain() {
        return Optional.ofNullable(securityDomain);
    }

    /** Whether a user of the name, in any spelling, has a role by its name; true where it cannot be known. */
    boolean giveRoleTo(String name) {
        return !readable || principals.contains(UserNames.fold(name));
    }

    private void read(String file, XMLStreamReader xml) throws XMLStreamException {
        while (xml.hasNext()) {
            if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            if (xml.getLocalName().equals("principal-name")) {
                principals.add(UserNames.fold(xml.getElementText().strip()));
            } else if (file.equals(JBOSS_WEB) && xml.getLocalName().equals("security-domain")) {
                String domain = xml.getElementText().strip();
                securityDomain = domain.isEmpty() ? null : domain;
            }
        }
    }
}
