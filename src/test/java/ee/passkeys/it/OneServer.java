// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import ee.passkeys.operations.SharedPayaraMicro;
import ee.passkeys.operations.SharedWildFly;
import ee.passkeys.testkit.Built;
import fish.payara.arquillian.container.payara.managed.PayaraMicroDeployableContainer;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.client.protocol.metadata.HTTPContext;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.arquillian.container.spi.client.protocol.metadata.Servlet;
import org.jboss.arquillian.core.spi.LoadableExtension;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jspecify.annotations.Nullable;

/**
 * Lets all test classes of a process share one server: adapters would start one for each class. On Payara Micro the first application deploys
 * the others, one at a time; archives of one name are taken for the same. Found by Arquillian as a service, once for each class.
 */
public final class OneServer implements LoadableExtension {

    private static final String ADAPTER =
            "fish.payara.arquillian.container.payara.managed.PayaraMicroDeployableContainer";

    /** Applications of such names stay beside the one that is tested. */
    static final String BESIDE = "beside-";

    /** Applications of such names come to one path, and go when the test says so. */
    static final String UNDEPLOYED = "undeployed-";

    @Override
    public void register(ExtensionBuilder builder) {
        if (Validate.classExists(ADAPTER)) {
            builder.override(DeployableContainer.class, PayaraMicroDeployableContainer.class, OnPayaraMicro.class);
        } else {
            SharedWildFly.start();
        }
    }

    /** Payara Micro that runs on until all tests are done, and its application until another is deployed. */
    public static final class OnPayaraMicro extends PayaraMicroDeployableContainer {

        private static final WebArchive DEPLOYER =
                ShrinkWrap.create(WebArchive.class, "deployer.war").addClass(DeployServlet.class);

        private static final File FILES = files();

        private static final Set<String> BESIDES = new HashSet<>();

        private static @Nullable URI server;
        private static String running = "";

        @Override
        public ProtocolMetaData deploy(Archive<?> archive) throws DeploymentException {
            if (server == null) {
                server = SharedPayaraMicro.start(DEPLOYER);
                ask("DELETE", "");
            }
            String name = archive.getName().startsWith(UNDEPLOYED)
                    ? "undeployed"
                    : archive.getName().replaceFirst("\\.war$", "");
            if (name.startsWith(BESIDE)) {
                if (BESIDES.add(name)) {
                    put(name, archive);
                }
            } else if (!name.equals(running)) {
                replace(name, archive);
            }
            return new ProtocolMetaData()
                    .addContext(new HTTPContext(server.getHost(), server.getPort()).add(new Servlet("default", name)));
        }

        private void replace(String name, Archive<?> archive) throws DeploymentException {
            if (!running.isEmpty()) {
                ask("DELETE", "?name=" + running);
                running = "";
            }
            put(name, archive);
            running = name;
        }

        private void put(String name, Archive<?> archive) throws DeploymentException {
            // not below the directory of temporary files: Payara cleans it
            File file = new File(FILES, archive.getName());
            archive.as(ZipExporter.class).exportTo(file, true);
            ask("PUT", "?name=" + name + "&file=" + URLEncoder.encode(file.getPath(), StandardCharsets.UTF_8));
        }

        private static File files() {
            try {
                Path directory = Built.target().resolve("server/deployed-" + System.getProperty("passkeys.it.fork"));
                return Files.createDirectories(directory).toFile();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void ask(String method, String query) throws DeploymentException {
            try {
                URI deployer = server.resolve("deployer/" + query);
                HttpRequest request = HttpRequest.newBuilder(deployer)
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build();
                // A new connection each time: the server ends those that rest while a test runs.
                HttpClient http = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
                HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
                if (response.statusCode() >= 300) {
                    throw new DeploymentException(method + " " + query + " has failed: see the log of the server.");
                }
            } catch (IOException e) {
                throw new DeploymentException("the server does not answer", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new DeploymentException("interrupted", e);
            }
        }

        @Override
        public void undeploy(Archive<?> archive) throws DeploymentException {
            // The next test class may want the others.
            if (archive.getName().startsWith(UNDEPLOYED) && !running.isEmpty()) {
                ask("DELETE", "?name=" + running);
                running = "";
            }
        }

        /** Its process ends with the one of the tests. */
        @Override
        public void stop() {}
    }
}
