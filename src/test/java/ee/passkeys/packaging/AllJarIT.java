// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.jboss.jandex.IndexReader;
import org.junit.jupiter.api.Test;

/** The renamed libraries in the {@code -all} jar still work, alone in a class loader that sees the JDK and nothing else. */
class AllJarIT extends AllJarContract {

    private static final String SHADED = "ee.passkeys.shaded.";

    /** Never started: keys in PEM, SafetyNet, CSV, reports, OSGi. */
    private static final Set<String> BROKEN = Set.of(
            "com/nimbusds/jose/jwk/PEMEncodedKeyParser",
            "com/yubico/webauthn/AndroidSafetynetAttestationStatementVerifier",
            "liquibase/change/core/LoadDataChange",
            "liquibase/change/core/LoadUpdateDataChange",
            "liquibase/changelog/visitor/DBDocVisitor",
            "liquibase/osgi/Activator",
            "liquibase/util/csv/CSVReader");

    @Test
    void readsJsonWithItsOwnJackson() throws Exception {
        Object mapper = shaded("com.fasterxml.jackson.databind.ObjectMapper")
                .getConstructor()
                .newInstance();
        Method readTree = mapper.getClass().getMethod("readTree", String.class);
        assertThat(readTree.invoke(mapper, "{\"a\": [1.5]}")).hasToString("{\"a\":[1.5]}");
    }

    @Test
    void readsCborWithItsOwnLibrary() throws Exception {
        Method decode = shaded("com.upokecenter.cbor.CBORObject").getMethod("DecodeFromBytes", byte[].class);
        assertThat(decode.invoke(null, (Object) new byte[] {(byte) 0xa1, 1, 2})).hasToString("{1: 2}");
    }

    @Test
    void logsToTheJdk() throws Exception {
        Method factory = shaded("org.slf4j.LoggerFactory").getMethod("getILoggerFactory");
        assertThat(factory.invoke(null).getClass().getName()).isEqualTo(SHADED + "org.slf4j.jul.JDK14LoggerFactory");
    }

    @Test
    void verifiesWithItsOwnYubicoLibrary() throws Exception {
        assertThat(Class.forName(SHADED + "com.yubico.webauthn.RelyingParty", true, jar)
                        .getClassLoader())
                .isSameAs(jar);
        assertThatThrownBy(() -> Class.forName("com.yubico.webauthn.RelyingParty", true, jar))
                .isInstanceOf(ClassNotFoundException.class);
    }

    /** A method that was left out would be missed by the first who calls it; a class that lacks another does not start. */
    @Test
    void hasLibrariesThatAreWhole() throws Exception {
        Map<String, LinkageError> broken = new TreeMap<>();
        for (String name : entries("ee/passkeys/shaded/.*(?<!package-info)\\.class")) {
            try {
                Class.forName(name.replaceFirst("\\.class$", "").replace('/', '.'), true, jar);
            } catch (LinkageError e) {
                broken.put(name.replaceFirst("^ee/passkeys/shaded/(.*)\\.class$", "$1"), e);
            }
        }
        assertThat(broken).containsOnlyKeys(BROKEN);
    }

    @Test
    void makesEveryProviderOfItsServices() throws Exception {
        Set<String> named = new TreeSet<>();
        Set<String> made = new TreeSet<>();
        for (String file : entries("META-INF/services/ee\\.passkeys\\..*")) {
            Class<?> service = Class.forName(file.substring(file.lastIndexOf('/') + 1), true, jar);
            named.addAll(providers(file));
            for (Object provider : ServiceLoader.load(service, jar)) {
                made.add(provider.getClass().getName());
            }
        }
        assertThat(made).isEqualTo(named);
    }

    private Set<String> providers(String file) throws IOException {
        try (InputStream in = jar.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .collect(Collectors.toSet());
        }
    }

    private static List<String> entries(String pattern) throws IOException {
        try (JarFile file = new JarFile(System.getProperty("passkeys.it.all-jar"))) {
            return file.stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.matches(pattern))
                    .toList();
        }
    }

    /** WildFly believes it, and looks at no class that it does not name. */
    @Test
    void hasAnIndexOfAllItsOwnClassesAndOfNothingElse() throws Exception {
        try (InputStream index = jar.getResourceAsStream("META-INF/jandex.idx")) {
            assertThat(index).isNotNull();
            assertThat(new IndexReader(index).read().getKnownClasses())
                    .extracting(known -> known.name().toString().replace('.', '/') + ".class")
                    .containsExactlyInAnyOrderElementsOf(entries("ee/passkeys/(?!shaded/).*\\.class"));
        }
    }

    @Test
    void saysInItsManifestWhatServersAndPeopleNeed() throws Exception {
        try (JarFile file = new JarFile(System.getProperty("passkeys.it.all-jar"))) {
            Attributes manifest = file.getManifest().getMainAttributes();
            assertThat(manifest.getValue("Main-Class")).isEqualTo("ee.passkeys.install.Main");
            assertThat(manifest.getValue("Dependencies")).isEqualTo("org.hibernate optional services");
            assertThat(manifest.getValue("Automatic-Module-Name")).isEqualTo("ee.passkeys");
            assertThat(manifest.getValue("Implementation-Version")).isNotBlank();
        }
    }

    private Class<?> shaded(String name) throws ClassNotFoundException {
        return Class.forName(SHADED + name, true, jar);
    }
}
