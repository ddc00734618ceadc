// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import ee.passkeys.testkit.Built;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/** A test of the demo application from outside. All of them share one server and its database. */
@ExtendWith(ArquillianExtension.class)
@Tag("server")
abstract class DemoIT {

    /** What a resource with roles answers to strangers: Jersey 401, RESTEasy 403. */
    static final List<String> REFUSED = List.of("401", "403");

    static final String SECRET = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";

    @ArquillianResource
    private URL deployed;

    @Deployment(testable = false)
    static WebArchive demo() {
        return named(OneServer.BESIDE + "demo.war")
                .addAsResource(new StringAsset(settings()), "META-INF/microprofile-config.properties")
                .addClasses(
                        TablesServlet.class,
                        TablesServlet.Sessions.class,
                        RecordedGroupsServlet.class,
                        AgeServlet.class,
                        JmxServlet.class);
    }

    /** The demo for a server, under a name of its own. */
    static WebArchive named(String name) {
        return ShrinkWrap.create(WebArchive.class, name)
                .merge(ShrinkWrap.createFromZipFile(
                        WebArchive.class, Built.demo().toFile()))
                .addAsWebInfResource("jboss-web.xml");
    }

    /** Those of the demo, with all that an operator may want. */
    private static String settings() {
        try {
            return Files.readString(Path.of("src/demo/resources/META-INF/microprofile-config.properties"))
                    + "passkeys.audit.secret=" + SECRET + "\n"
                    + "passkeys.row-secret=" + SECRET + "\n"
                    + "passkeys.jmx.administration=on\n"
                    + "passkeys.metrics=on\npasskeys.metrics.secret=" + SECRET + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The application's root with a slash at its end, on {@code localhost}, which browsers take for secure without TLS. */
    URI base() {
        return URI.create("http://localhost:" + deployed.getPort() + deployed.getPath());
    }

    /** Address of a path in the application. */
    URI at(String path) {
        return base().resolve(path);
    }
}
