// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.install.war;

import ee.passkeys.config.Setting;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Jar in {@code WEB-INF/lib}.
 *
 * @param name its entry in the WAR
 * @param readable whether it could be read to its end; what was found before counts
 * @param namespaces whose classes it uses
 * @param hibernate whether it is Hibernate ORM
 * @param passkeys whether it is ours
 * @param version what its manifest says, or "unknown version"
 */
public record Library(
        String name, boolean readable, Set<Namespace> namespaces, boolean hibernate, boolean passkeys, String version) {

    /** A class that every jar of this project has. */
    public static final String OUR_CLASS = Setting.class.getName().replace('.', '/') + ".class";

    private static final System.Logger LOG = System.getLogger(Library.class.getName());
    private static final String HIBERNATE_CLASS = "org/hibernate/SessionFactory.class";

    /**
     * Copies the namespaces.
     *
     * @param name its entry in the WAR
     * @param readable whether it could be read to its end
     * @param namespaces whose classes it uses
     * @param hibernate whether it is Hibernate ORM
     * @param passkeys whether it is ours
     * @param version what its manifest says
     */
    public Library {
        namespaces = Set.copyOf(namespaces);
    }

    /** Reads it through; the stream is not closed. */
    static Library read(String name, InputStream jar) {
        Contents contents = new Contents();
        boolean readable = contents.read(jar);
        return new Library(
                name,
                readable,
                contents.namespaces,
                contents.names.contains(HIBERNATE_CLASS),
                contents.names.contains(OUR_CLASS),
                contents.version);
    }

    /**
     * The version in a manifest.
     *
     * @param manifest of a jar
     * @return its implementation version, or "unknown version"
     */
    public static String version(Manifest manifest) {
        String version = manifest.getMainAttributes().getValue(Attributes.Name.IMPLEMENTATION_VERSION);
        return version == null ? "unknown version" : version;
    }

    /**
     * The name of the file alone.
     *
     * @return such as {@code shop-1.0.jar}
     */
    public String fileName() {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    private static final class Contents {

        private final Set<Namespace> namespaces = EnumSet.noneOf(Namespace.class);
        private final Set<String> names = new HashSet<>();
        private String version = "unknown version";

        /** Says whether it came to the end: servers take some jars that cannot be read as a stream. */
        boolean read(InputStream jar) {
            // Latin-1 reads any name; those that are asked for are ASCII.
            ZipInputStream zip = new ZipInputStream(jar, StandardCharsets.ISO_8859_1);
            try {
                for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                    read(entry.getName(), zip);
                }
                return true;
            } catch (IOException | IllegalArgumentException e) {
                LOG.log(System.Logger.Level.DEBUG, "A jar that cannot be read as a stream", e);
                return false;
            }
        }

        private void read(String entry, InputStream bytes) throws IOException {
            if (entry.equals("META-INF/MANIFEST.MF")) {
                version = version(new Manifest(bytes));
            } else if (entry.endsWith(".class")) {
                names.add(entry);
                namespaces.addAll(ClassFile.read(bytes).namespaces());
            }
        }
    }
}
