// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.testkit.Built;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The {@code -all} jar can be laid into any application: nothing in it can meet, or change, what the application brings itself. */
class PackagingIT {

    private static final String SHADED = "ee/passkeys/shaded/";

    /** A class of a bundled library by its own name, as class files and service files write it; not a longer path that ends so. */
    private static final Pattern LIBRARY = Pattern.compile(
            "(?<![\\w*]/)(com/fasterxml/jackson|com/google/(common|errorprone|j2objc)|com/opencsv|com/upokecenter"
                    + "|com/yubico|io/github/bucket4j|liquibase/\\w+|org/apache/(commons|hc)|org/jsoup|org/slf4j|org/yaml/snakeyaml)/\\w");

    private static final Set<String> SERVICES_OF_SERVERS =
            Set.of("META-INF/services/jakarta.servlet.ServletContainerInitializer");

    /** Names and contents of all files; contents as one character a byte. */
    private static final Map<String, String> FILES = new TreeMap<>();

    private static Attributes manifest;

    @BeforeAll
    static void readJar() throws IOException {
        try (JarFile jar = new JarFile(Built.allJar().toFile())) {
            manifest = jar.getManifest().getMainAttributes();
            for (ZipEntry entry :
                    jar.stream().filter(each -> !each.isDirectory()).toList()) {
                byte[] bytes = jar.getInputStream(entry).readAllBytes();
                FILES.put(entry.getName(), new String(bytes, StandardCharsets.ISO_8859_1));
            }
        }
    }

    @Test
    void holdsEveryClassUnderOurPackage() {
        assertThat(classes(FILES.keySet())).hasSizeGreaterThan(1000).allMatch(name -> name.startsWith("ee/passkeys/"));
    }

    @Test
    void holdsNothingElseThanPapersAndSchemas() {
        assertThat(FILES.keySet())
                .allMatch(name -> name.startsWith("ee/passkeys/")
                        || name.startsWith("META-INF/")
                        || name.equals("www.liquibase.org/xml/ns/dbchangelog/dbchangelog-4.33.xsd")
                        || name.matches("www\\.liquibase\\.org/xml/ns/dbchangelog/dbchangelog-(ext|latest)\\.xsd"));
    }

    @Test
    void holdsTheLibrariesItNeeds() {
        for (String library : List.of(
                "com/yubico/webauthn/RelyingParty",
                "com/fasterxml/jackson/databind/ObjectMapper",
                "com/google/common/collect/ImmutableList",
                "com/upokecenter/cbor/CBORObject",
                "io/github/bucket4j/Bucket",
                "liquibase/Liquibase",
                "org/jsoup/Jsoup",
                "org/slf4j/Logger",
                "org/slf4j/jul/JULServiceProvider")) {
            assertThat(FILES).containsKey(SHADED + library + ".class");
        }
    }

    @Test
    void namesNoLibraryByItsOwnName() {
        List<String> offenders = FILES.entrySet().stream()
                .filter(file ->
                        file.getKey().endsWith(".class") || file.getKey().startsWith("META-INF/services/"))
                .filter(file -> LIBRARY.matcher(asNames(file)).find())
                .map(Map.Entry::getKey)
                .toList();
        assertThat(offenders).isEmpty();
    }

    @Test
    void bringsNoForeignClassThatAServerWouldTakeForAComponent() {
        List<String> offenders = classes(FILES.keySet())
                .filter(name -> name.startsWith(SHADED))
                .filter(name -> FILES.get(name).contains("jakarta/"))
                .toList();
        assertThat(offenders).isEmpty();
    }

    @Test
    void bringsNoApplicationPathThatWouldTakeTheHostsPlace() {
        List<String> offenders = classes(FILES.keySet())
                .filter(name -> FILES.get(name).contains("Ljakarta/ws/rs/ApplicationPath;"))
                .toList();
        assertThat(offenders).isEmpty();
    }

    @Test
    void bringsNoPersistenceUnit() {
        assertThat(FILES).doesNotContainKeys("META-INF/persistence.xml", "META-INF/orm.xml");
    }

    @Test
    void offersNoServiceToTheServerButItsInitializer() {
        Set<String> services = FILES.keySet().stream()
                .filter(name -> name.startsWith("META-INF/services/"))
                .filter(name -> !name.startsWith("META-INF/services/ee.passkeys."))
                .collect(Collectors.toSet());
        assertThat(SERVICES_OF_SERVERS).containsAll(services);
    }

    @Test
    void bringsNoSignatureAndNoModule() {
        assertThat(FILES.keySet())
                .noneMatch(name -> name.endsWith("module-info.class"))
                .noneMatch(name -> name.matches("META-INF/.*\\.(SF|DSA|RSA|EC)"))
                .noneMatch(name -> name.startsWith("META-INF/versions/"));
    }

    @Test
    void hidesItsLibrariesFromBeanDiscovery() {
        assertThat(FILES.get("META-INF/beans.xml"))
                .contains("bean-discovery-mode=\"annotated\"")
                .contains("<exclude name=\"ee.passkeys.shaded.**\"/>");
    }

    @Test
    void leavesADistributableApplicationDistributable() {
        assertThat(FILES.get("META-INF/web-fragment.xml"))
                .contains("<name>passkeys_ee</name>")
                .contains("<distributable/>")
                .doesNotContain("<session-config>");
    }

    @Test
    void carriesTheLicencesOfAll() {
        assertThat(FILES).containsKeys("META-INF/LICENSE", "META-INF/LICENSE-THIRD-PARTY", "META-INF/NOTICE");
    }

    @Test
    void tellsServersWhatTheyNeed() {
        assertThat(manifest.getValue("Dependencies")).isEqualTo("org.hibernate optional services");
        assertThat(manifest.getValue("Automatic-Module-Name")).isEqualTo("ee.passkeys");
        assertThat(manifest.getValue("Implementation-Title")).isEqualTo("Passkeys EE");
        assertThat(manifest.getValue("Multi-Release")).isNull();
    }

    @Test
    void isTheJarInTheDemo() throws IOException {
        try (JarFile war = new JarFile(Built.demo().toFile())) {
            List<JarEntry> jars = war.stream()
                    .filter(entry -> entry.getName().endsWith(".jar"))
                    .toList();
            assertThat(jars)
                    .extracting(ZipEntry::getName)
                    .containsExactly("WEB-INF/lib/" + Built.allJar().getFileName());
            assertThat(war.getInputStream(jars.get(0))).hasSameContentAs(Files.newInputStream(Built.allJar()));
        }
    }

    private static String asNames(Map.Entry<String, String> file) {
        return file.getKey().endsWith(".class")
                ? file.getValue()
                : file.getValue().replace('.', '/');
    }

    private static Stream<String> classes(Set<String> names) {
        return names.stream().filter(name -> name.endsWith(".class"));
    }
}
