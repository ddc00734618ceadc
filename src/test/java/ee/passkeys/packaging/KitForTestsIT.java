// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.upokecenter.cbor.CBORObject;
import com.upokecenter.numbers.EInteger;
import com.upokecenter.util.DataUtilities;
import ee.passkeys.testkit.Built;
import ee.passkeys.testkit.SoftAuthenticator;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.Callable;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The test kit")
class KitForTestsIT {

    @Test
    void hasItsOwnClassesOnly() throws IOException {
        try (JarFile jar = new JarFile(Built.testKitJar().toFile())) {
            assertThat(jar.stream().map(ZipEntry::getName).filter(name -> name.endsWith(".class")))
                    .containsExactlyInAnyOrder(
                            "ee/passkeys/testkit/Authenticator.class",
                            "ee/passkeys/testkit/KeyKind.class",
                            "ee/passkeys/testkit/KeyKind$1.class",
                            "ee/passkeys/testkit/SoftAuthenticator.class",
                            "ee/passkeys/testkit/SoftAuthenticator$Held.class",
                            "ee/passkeys/testkit/Tampering.class",
                            "ee/passkeys/testkit/VirtualAuthenticator.class",
                            "ee/passkeys/testkit/VirtualAuthenticatorExtension.class");
        }
    }

    @Test
    void needsJacksonAndCborAlone() throws Exception {
        try (OfATest loader = new OfATest()) {
            Callable<?> use = (Callable<?>) loader.loadClass(Use.class.getName())
                    .getDeclaredConstructor()
                    .newInstance();

            assertThat(use.getClass()).isNotSameAs(Use.class);
            assertThat(use.call()).isEqualTo(true);
        }
    }

    /** Part of the test of an application. */
    public static final class Use implements Callable<Boolean> {

        @Override
        public Boolean call() throws IOException {
            SoftAuthenticator phone = new SoftAuthenticator();
            JsonNode made = phone.create(json("""
                    {"rp": {"id": "shop.example"}, "user": {"id": "AQ"}, "challenge": "Ag",
                     "pubKeyCredParams": [{"type": "public-key", "alg": -7}]}"""), "https://shop.example");
            JsonNode used = phone.get(json("""
                    {"rpId": "shop.example", "challenge": "Aw"}"""), "https://shop.example");
            return made.path("id").equals(used.path("id"));
        }

        private static JsonNode json(String text) throws IOException {
            return new ObjectMapper().readTree(text);
        }
    }

    /** The class path of an application's tests, without the classes of this build. */
    private static final class OfATest extends URLClassLoader {

        OfATest() throws IOException {
            super(classPath(), ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (!name.equals(Use.class.getName())) {
                return super.findClass(name);
            }
            try (InputStream in = Use.class.getResourceAsStream("KitForTestsIT$Use.class")) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }

        private static URL[] classPath() throws IOException {
            Stream<URL> libraries = Stream.of(
                            ObjectMapper.class,
                            JsonParser.class,
                            JsonProperty.class,
                            CBORObject.class,
                            EInteger.class,
                            DataUtilities.class)
                    .map(type -> type.getProtectionDomain().getCodeSource().getLocation());
            return Stream.concat(Stream.of(Built.testKitJar().toUri().toURL()), libraries)
                    .toArray(URL[]::new);
        }
    }
}
