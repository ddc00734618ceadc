// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.wellknown;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.net.InternetDomainName;
import ee.passkeys.config.SettingSource;
import ee.passkeys.config.Settings;
import ee.passkeys.config.SettingsReader;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
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
            Callable<?> making = (Callable<?>) loader.loadClass(Making.class.getName())
                    .getDeclaredConstructor()
                    .newInstance();

            Object war = making.call();

            assertThat((byte[]) war).startsWith('P', 'K');
        }
    }

    /** What the command line does. The class loader of the test has no Servlet API for it. */
    public static final class Making implements Callable<byte[]> {

        @Override
        public byte[] call() throws IOException {
            Settings settings = SettingsReader.read(SettingSource.of(Map.of("passkeys.rp.id", "example.com")));
            return WellKnownWar.of(settings.relyingParty(), settings.apps(), "");
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
                            Making.class,
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
