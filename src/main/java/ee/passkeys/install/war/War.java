// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.install.war;

import ee.passkeys.install.zip.Archive;
import ee.passkeys.install.zip.RefusedException;
import ee.passkeys.install.zip.ZipEntryRecord;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLStreamException;

/**
 * Content of a WAR.
 *
 * @param archive its entries
 * @param classes the namespaces that the classes of the application itself use
 * @param libraries the jars in {@code WEB-INF/lib}
 * @param webXml what {@code web.xml} says
 * @param traits what the classes of the application itself show of how users sign in
 * @param jbossWeb what {@code jboss-web.xml} says
 * @param payaraWeb what {@code payara-web.xml}, else {@code glassfish-web.xml}, says
 */
public record War(
        Archive archive,
        Set<Namespace> classes,
        List<Library> libraries,
        WebXml webXml,
        Set<AuthFeature> traits,
        ServerXml jbossWeb,
        ServerXml payaraWeb) {

    private static final System.Logger LOG = System.getLogger(War.class.getName());

    /** The directory of the libraries. */
    public static final String LIB = "WEB-INF/lib/";

    static final String WEB_XML = "WEB-INF/web.xml";

    private static final String CLASSES = "WEB-INF/classes/";

    /**
     * Copies the collections.
     *
     * @param archive its entries
     * @param classes the namespaces of its own classes
     * @param libraries the jars in {@code WEB-INF/lib}
     * @param webXml what {@code web.xml} says
     * @param traits what its own classes show of how users sign in
     * @param jbossWeb what {@code jboss-web.xml} says
     * @param payaraWeb what {@code payara-web.xml} or {@code glassfish-web.xml} says
     */
    public War {
        classes = Set.copyOf(classes);
        traits = Set.copyOf(traits);
        libraries = List.copyOf(libraries);
    }

    /**
     * Reads a WAR.
     *
     * @param file its path
     * @return what is in it
     * @throws IOException when the file cannot be read
     * @throws RefusedException when the file is no WAR; the message says what it is
     */
    public static War read(Path file) throws IOException, RefusedException {
        refuseAllButFiles(file);
        try {
            Archive archive = Archive.read(file);
            refuseAllButWars(archive);
            // Latin-1 reads any name; those that are asked for are ASCII.
            try (ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.ISO_8859_1)) {
                Set<Namespace> namespaces = EnumSet.noneOf(Namespace.class);
                Set<AuthFeature> traits = EnumSet.noneOf(AuthFeature.class);
                readClasses(zip, namespaces, traits);
                return new War(
                        archive,
                        namespaces,
                        libraries(zip),
                        webXml(zip),
                        traits,
                        serverXml(zip, "jboss-web.xml"),
                        serverXml(zip, "payara-web.xml", "glassfish-web.xml"));
            }
        } catch (ZipException e) {
            throw new RefusedException(file + " cannot be read: " + e.getMessage() + ". Pack the WAR again.");
        }
    }

    /**
     * The path of the WAR.
     *
     * @return as it was given
     */
    public Path file() {
        return archive.file();
    }

    /**
     * The namespaces that the libraries of others use.
     *
     * @return those of all libraries but our own jar
     */
    public Set<Namespace> libraryNamespaces() {
        return others().stream()
                .flatMap(library -> library.namespaces().stream())
                .collect(Collectors.toSet());
    }

    /**
     * The namespaces that the classes of the application and its libraries use.
     *
     * @return those of everything but our own jar
     */
    public Set<Namespace> namespaces() {
        return Stream.concat(classes.stream(), libraryNamespaces().stream()).collect(Collectors.toSet());
    }

    /** The entry with {@code web.xml}; only where there is one. */
    ZipEntryRecord webXmlEntry() {
        return archive.members().stream()
                .filter(member -> member.name().equals(WEB_XML))
                .findFirst()
                .orElseThrow();
    }

    /** What {@code web.xml} holds; only where there is one. */
    byte[] webXmlBytes() throws IOException {
        try (ZipFile zip = new ZipFile(file().toFile(), StandardCharsets.ISO_8859_1);
                InputStream bytes = zip.getInputStream(zip.getEntry(WEB_XML))) {
            return bytes.readAllBytes();
        }
    }

    /** Whether it was signed, so that a change breaks the signature. */
    boolean signed() {
        return archive.members().stream()
                .anyMatch(member -> member.name().toUpperCase(Locale.ROOT).matches("META-INF/[^/]+\\.SF"));
    }

    /**
     * The jars of this project in the WAR.
     *
     * @return none, one, or several by mistake
     */
    public List<Library> passkeys() {
        return libraries.stream().filter(Library::passkeys).toList();
    }

    /**
     * The libraries of others.
     *
     * @return all but those of {@link #passkeys}
     */
    public List<Library> others() {
        return libraries.stream().filter(library -> !library.passkeys()).toList();
    }

    private static void refuseAllButFiles(Path file) throws RefusedException {
        if (Files.isDirectory(file)) {
            throw new RefusedException(
                    file + " is a directory. Copy this jar into its " + LIB + ", or pack it as a WAR first.");
        }
        if (!Files.isRegularFile(file)) {
            throw new RefusedException("The file " + file + " does not exist. Give the path of a WAR.");
        }
    }

    private static void refuseAllButWars(Archive archive) throws RefusedException {
        List<String> names =
                archive.members().stream().map(ZipEntryRecord::name).toList();
        if (names.stream().anyMatch(name -> name.startsWith("WEB-INF/"))) {
            return;
        }
        if (archive.has("META-INF/application.xml") || names.stream().anyMatch(name -> name.endsWith(".war"))) {
            throw new RefusedException(
                    archive.file()
                            + " is an EAR, not a WAR. Extract the WAR, run the command on it, and replace it in the EAR by the result.");
        }
        String kind =
                names.stream().anyMatch(name -> name.endsWith(".class")) ? "a jar" : "a ZIP file without WEB-INF/";
        throw new RefusedException(archive.file() + " is " + kind + ", not a WAR. Give the WAR of a web application.");
    }

    private static void readClasses(ZipFile zip, Set<Namespace> namespaces, Set<AuthFeature> traits)
            throws IOException {
        for (ZipEntry entry : entries(zip, CLASSES + ".+\\.class")) {
            try (InputStream bytes = new BufferedInputStream(zip.getInputStream(entry))) {
                ClassFile file = ClassFile.read(bytes);
                namespaces.addAll(file.namespaces());
                traits.addAll(file.traits());
            }
        }
    }

    private static List<Library> libraries(ZipFile zip) throws IOException {
        List<Library> libraries = new ArrayList<>();
        for (ZipEntry entry : entries(zip, LIB + "[^/]+\\.jar")) {
            try (InputStream bytes = new BufferedInputStream(zip.getInputStream(entry))) {
                libraries.add(Library.read(entry.getName(), bytes));
            }
        }
        return libraries;
    }

    private static List<? extends ZipEntry> entries(ZipFile zip, String pattern) {
        return zip.stream().filter(entry -> entry.getName().matches(pattern)).toList();
    }

    private static WebXml webXml(ZipFile zip) throws IOException, RefusedException {
        try {
            return read(zip, WEB_XML, WebXml::read).orElseGet(WebXml::none);
        } catch (XMLStreamException e) {
            String place =
                    e.getLocation() == null ? "" : " in line " + e.getLocation().getLineNumber();
            throw new RefusedException(WEB_XML + " is not well-formed XML" + place + ". Correct it first.");
        }
    }

    /** The first that is there counts. What is wrong in the descriptor of a server may be for another one than the operator's. */
    private static ServerXml serverXml(ZipFile zip, String... files) throws IOException {
        for (String file : files) {
            try {
                Optional<ServerXml> found = read(zip, "WEB-INF/" + file, ServerXml::read);
                if (found.isPresent()) {
                    return found.get();
                }
            } catch (XMLStreamException e) {
                LOG.log(System.Logger.Level.DEBUG, file + " is not well-formed", e);
            }
        }
        return ServerXml.none();
    }

    private static <T> Optional<T> read(ZipFile zip, String file, Descriptor<T> descriptor)
            throws IOException, XMLStreamException {
        ZipEntry entry = zip.getEntry(file);
        if (entry == null) {
            return Optional.empty();
        }
        try (InputStream xml = zip.getInputStream(entry)) {
            return Optional.of(descriptor.read(xml));
        }
    }

    @FunctionalInterface
    private interface Descriptor<T> {
        T read(InputStream xml) throws XMLStreamException;
    }
}
