// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Has the {@code -all} jar alone in a class loader that sees the JDK and nothing else. */
abstract class AllJarContract {

    URLClassLoader jar;
    ClassLoader before;

    @BeforeEach
    void loadJar() throws MalformedURLException {
        File file = new File(System.getProperty("passkeys.it.all-jar", "no system property passkeys.it.all-jar"));
        assertThat(file).isFile();
        jar = new URLClassLoader(new URL[] {file.toURI().toURL()}, ClassLoader.getPlatformClassLoader());
        before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(jar);
    }

    @AfterEach
    void unloadJar() throws IOException {
        Thread.currentThread().setContextClassLoader(before);
        jar.close();
    }
}
