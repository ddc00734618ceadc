// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.wellknown;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.net.InternetDomainName;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The WAR with the well-known files")
class WellKnownWarTest {

    /** The command line has no server around it. */
    @Test
    void isMadeWithoutAServer() throws Exception {
        try (URLClassLoader loader = new WithoutJakarta()) {
            Class<?> sources = loader.loadClass("ee.passkeys.config.SettingSource");
            Object source = sources.getMethod("of", Map.class).invoke(null, Map.of("passkeys.rp.id", "example.com"));
            Object settings = loader.loadClass("ee.passkeys.config.SettingsReader")
                    .getMethod("read", sources)
                    .invoke(null, source);

            Object war = loader.loadClass(WellKnownWar.class.getName())
                    .getMethod("of", loader.loadClass("ee.passkeys.config.Settings"), String.class)
                    .invoke(null, settings, "");

            assertThat((byte[]) war).startsWith('P', 'K');
        }
    }

    private static final class WithoutJakarta extends URLClassLoader {

        WithoutJakarta() throws MalformedURLException {
            super(classPath(), ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith("jakarta.")) {
                throw new ClassNotFoundException(name);
            }
            return super.findClass(name);
        }

        // Some runners give tests a class loader of their own, whose classes are not on the class path.
        private static URL[] classPath() throws MalformedURLException {
            Stream<URL> known = Stream.of(
                            WellKnownWar.class,
                            JsonNode.class,
                            JsonParser.class,
                            JsonProperty.class,
                            InternetDomainName.class,
                            Jsoup.class)
                    .map(type -> type.getProtectionDomain().getCodeSource().getLocation());
            Stream.Builder<URL> urls = Stream.builder();
            for (String path : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
                urls.add(Path.of(path).toUri().toURL());
            }
            return Stream.concat(known, urls.build()).toArray(URL[]::new);
        }
    }
}
