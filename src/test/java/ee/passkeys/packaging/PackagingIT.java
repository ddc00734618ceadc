// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.testkit.Built;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
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
            "(?<![\\w*]/)(com/fasterxml/jackson|com/google/(common|errorprone|j2objc)|com/nimbusds|com/opencsv|com/upokecenter"
                    + "|com/yubico|io/github/bucket4j|liquibase/\\w+|org/apache/(commons|hc)|org/jsoup|org/slf4j|org/yaml/snakeyaml)/\\w");

    private static final Set<String> SERVICES_OF_SERVERS = Set.of(
            "META-INF/services/jakarta.servlet.ServletContainerInitializer",
            "META-INF/services/jakarta.enterprise.inject.spi.Extension");

    /** What scanners for known vulnerabilities look for. */
    private static final Set<String> LIBRARIES = Set.of(
            "bucket4j_jdk17-core",
            "cbor",
            "commons-collections4",
            "commons-io",
            "commons-lang3",
            "datautilities",
            "guava",
            "jackson-annotations",
            "jackson-core",
            "jackson-databind",
            "jackson-dataformat-cbor",
            "jackson-datatype-jdk8",
            "jackson-datatype-jsr310",
            "jsoup",
            "liquibase-core",
            "nimbus-jose-jwt",
            "numbers",
            "passkeys-ee",
            "slf4j-api",
            "slf4j-jdk14",
            "webauthn-server-core",
            "yubico-util");

    /** Never reached: CSV, YAML, reports, differences and statistics of Liquibase, SafetyNet, another engine for patterns. */
    private static final Set<String> INCOMPLETE = Set.of(
            "com.yubico.webauthn.AndroidSafetynetAttestationStatementVerifier",
            "liquibase.analytics.AnalyticsBatch",
            "liquibase.analytics.Event",
            "liquibase.change.core.LoadDataChange",
            "liquibase.changelog.visitor.DBDocVisitor",
            "liquibase.command.core.helpers.DiffOutputControlCommandStep",
            "liquibase.diff.output.DiffOutputControl",
            "liquibase.util.SnakeYamlUtil",
            "liquibase.util.csv.CSVReader",
            "liquibase.util.csv.CSVWriter",
            "org.jsoup.helper.Re2jRegex");

    /** Optional parts of Jackson and jsoup, which try whether they are there. */
    private static final Set<String> NAMED_AND_MISSING = Set.of(
            "com.fasterxml.jackson.databind.ext.CoreXMLDeserializers",
            "com.fasterxml.jackson.databind.ext.CoreXMLSerializers",
            "com.fasterxml.jackson.databind.ext.DOMDeserializer$DocumentDeserializer",
            "com.fasterxml.jackson.databind.ext.DOMDeserializer$NodeDeserializer",
            "com.fasterxml.jackson.databind.ext.DOMSerializer",
            "com.fasterxml.jackson.databind.ext.Java7SupportImpl",
            "com.fasterxml.jackson.databind.ext.SqlBlobSerializer",
            "com.fasterxml.jackson.databind.ser.std.SqlDateSerializer",
            "com.fasterxml.jackson.databind.ser.std.SqlTimeSerializer",
            "com.google.re2j.Pattern",
            "com.nimbusds.jose.shaded.gson.internal.bind.JavaTimeTypeAdapters");

    /** A text in a class file that is the name of a class; the byte before is its length, which is less than 256 here. */
    private static final Pattern NAMED =
            Pattern.compile("\\x01\\x00([\\x00-\\xff])(ee\\.passkeys\\.shaded\\.[a-z0-9_.]+\\.[A-Z][\\w$]*)");

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

    /** Payara would take each application for one that uses Faces. */
    @Test
    void hasNothingToDoWithFaces() {
        assertThat(classes(FILES.keySet()).filter(name -> FILES.get(name).contains("jakarta/faces")))
                .isEmpty();
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
                "com/nimbusds/jwt/SignedJWT",
                "com/upokecenter/cbor/CBORObject",
                "io/github/bucket4j/Bucket",
                "liquibase/Liquibase",
                "org/jsoup/parser/Parser",
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
    void offersNoServiceToTheServerButItsInitializerAndItsExtension() {
        Set<String> services = FILES.keySet().stream()
                .filter(name -> name.startsWith("META-INF/services/"))
                .filter(name -> !name.startsWith("META-INF/services/ee.passkeys."))
                .collect(Collectors.toSet());
        assertThat(SERVICES_OF_SERVERS).containsAll(services);
    }

    @Test
    void offersNoServiceThatItDoesNotBring() {
        List<String> missing = FILES.entrySet().stream()
                .filter(file -> file.getKey().startsWith("META-INF/services/"))
                .flatMap(file -> file.getValue().lines())
                .map(line -> line.replaceFirst("#.*", "").strip())
                .filter(line -> !line.isEmpty())
                .filter(provider -> !FILES.containsKey(provider.replace('.', '/') + ".class"))
                .toList();
        assertThat(missing).isEmpty();
    }

    /** What names a class that was left out would fail in the middle of its work. */
    @Test
    void bringsEveryClassThatItsLibrariesNeed() {
        StringWriter out = new StringWriter();
        PrintWriter printer = new PrintWriter(out, true);
        ToolProvider jdeps = ToolProvider.findFirst("jdeps").orElseThrow();

        jdeps.run(printer, printer, "--missing-deps", Built.allJar().toString());

        Set<String> incomplete = out.toString()
                .lines()
                .map(line -> line.strip().split("\\s+"))
                .filter(words -> words.length > 2 && words[1].equals("->") && words[2].startsWith("ee.passkeys."))
                .map(words ->
                        words[0].replaceFirst("^ee\\.passkeys\\.shaded\\.", "").replaceFirst("\\$.*", ""))
                .collect(Collectors.toSet());
        assertThat(incomplete).isEqualTo(INCOMPLETE);
    }

    /** A class that only a text names is found missing by nobody before it is asked for. */
    @Test
    void bringsEveryClassThatItsLibrariesNameInTexts() {
        Set<String> missing = FILES.entrySet().stream()
                .filter(file -> file.getKey().endsWith(".class"))
                // It lists what is never read from JSON, most of which never was here.
                .filter(file -> !file.getKey().endsWith("/SubTypeValidator.class"))
                .flatMap(file -> NAMED.matcher(file.getValue()).results())
                .filter(found -> found.group(1).charAt(0) == found.group(2).length())
                .map(found -> found.group(2))
                .filter(name -> !FILES.containsKey(name.replace('.', '/') + ".class"))
                .map(name -> name.replaceFirst("^ee\\.passkeys\\.shaded\\.", ""))
                .collect(Collectors.toSet());
        assertThat(missing).isEqualTo(NAMED_AND_MISSING);
    }

    /** Where an application reads serialized objects, such classes would run what a stranger sends. */
    @Test
    void bringsNoClassThatDeserializationCouldMisuse() {
        assertThat(FILES.keySet())
                .noneMatch(name -> name.startsWith(SHADED + "org/apache/commons/collections4/functors/In"));
    }

    @Test
    void tellsScannersItsLibraries() {
        Set<String> libraries = FILES.keySet().stream()
                .filter(name -> name.matches("META-INF/maven/.*/pom\\.properties"))
                .map(name -> name.split("/")[3])
                .collect(Collectors.toSet());
        assertThat(libraries).containsAll(LIBRARIES);
        assertThat(LIBRARIES)
                .allSatisfy(library -> assertThat(describes(library))
                        .as(library)
                        .containsPattern("(?m)^artifactId=" + library + "\\s*$")
                        .containsPattern("(?m)^version=\\d[\\w.-]*\\s*$"));
    }

    @Test
    void bringsNoLibraryThatIsNotUsed() {
        assertThat(FILES.keySet())
                .noneMatch(name -> name.matches(
                        SHADED + "(com/opencsv|org/apache/commons/text|org/apache/hc|org/publicsuffix|org/yaml)/.*"));
    }

    @Test
    void staysSmall() throws IOException {
        assertThat(Files.size(Built.allJar())).isLessThan(8 * 1024 * 1024);
        assertThat(FILES.size()).isLessThan(4500);
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
    void carriesTheLicensesOfAll() {
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
    void isTheJarInTheDemoBesideThatForFaces() throws IOException {
        List<Path> ours = List.of(Built.allJar(), Built.facesJar());
        try (JarFile war = new JarFile(Built.demo().toFile())) {
            assertThat(war.stream().map(ZipEntry::getName).filter(name -> name.endsWith(".jar")))
                    .containsExactlyInAnyOrderElementsOf(ours.stream()
                            .map(jar -> "WEB-INF/lib/" + jar.getFileName())
                            .toList());
            for (Path jar : ours) {
                assertThat(war.getInputStream(war.getEntry("WEB-INF/lib/" + jar.getFileName())))
                        .hasSameContentAs(Files.newInputStream(jar));
            }
        }
    }

    private static String describes(String library) {
        return FILES.entrySet().stream()
                .filter(file -> file.getKey().endsWith("/" + library + "/pom.properties"))
                .map(Map.Entry::getValue)
                .collect(Collectors.joining());
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
