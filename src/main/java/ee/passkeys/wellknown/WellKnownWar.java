// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.wellknown;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import ee.passkeys.config.AppSettings;
import ee.passkeys.config.RelyingPartySettings;
import ee.passkeys.value.Html;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** WAR with the well-known files for the root of a host whose application is elsewhere. */
public final class WellKnownWar {

    /** By its name, since it cannot be loaded where there is no server. */
    private static final String SERVLET = "ee.passkeys.wellknown.WellKnownRoot";

    private static final String CLASS = SERVLET.replace('.', '/') + ".class";

    /** So that the same settings give the same bytes. */
    private static final long FIRST_OF_JANUARY_1980 = 315_619_200_000L;

    private WellKnownWar() {}

    /**
     * Makes the WAR.
     *
     * @param relyingParty the one whose RP ID names the host
     * @param apps the names of the apps
     * @param contextPath the path of the application on its host, empty for the root
     * @return the bytes of the WAR
     * @throws IOException when this jar is broken
     */
    public static byte[] of(RelyingPartySettings relyingParty, AppSettings apps, String contextPath)
            throws IOException {
        Map<String, String> files = WellKnownFiles.of(relyingParty, apps, contextPath);
        ByteArrayOutputStream war = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(war)) {
            add(zip, "WEB-INF/web.xml", webXml(new TreeMap<>(files)).getBytes(UTF_8));
            add(zip, "WEB-INF/classes/" + CLASS, servlet());
        }
        return war.toByteArray();
    }

    private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(FIRST_OF_JANUARY_1980);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    private static byte[] servlet() throws IOException {
        try (InputStream in = WellKnownWar.class.getResourceAsStream("/" + CLASS)) {
            if (in == null) {
                throw new FileNotFoundException(CLASS);
            }
            return in.readAllBytes();
        }
    }

    private static String webXml(Map<String, String> files) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0" metadata-complete="true">
                  <servlet>
                    <servlet-name>well-known</servlet-name>
                    <servlet-class>%s</servlet-class>
                %s
                  </servlet>
                  <servlet-mapping>
                    <servlet-name>well-known</servlet-name>
                %s
                  </servlet-mapping>
                </web-app>
                """.formatted(
                SERVLET,
                files.entrySet().stream()
                        .map(file -> "    <init-param><param-name>" + file.getKey() + "</param-name><param-value>"
                                + Html.escaped(file.getValue()) + "</param-value></init-param>")
                        .collect(joining("\n")),
                files.keySet().stream()
                        .map(path -> "    <url-pattern>" + path + "</url-pattern>")
                        .collect(joining("\n")));
    }
}
