// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** The renamed libraries in the {@code -all} jar still work, alone in a class loader that sees the JDK and nothing else. */
class AllJarIT extends AllJarContract {

    private static final String SHADED = "ee.passkeys.shaded.";

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
