// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.testkit.Built;
import ee.passkeys.testkit.Maven;
import ee.passkeys.testkit.OldApplication;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Builds the feature pack, provisions a server with its layer by the project in {@code src/test/feature-pack}, and gives an old application
 * passkeys on it by the scripts and the jar that the layer brings: {@code mvn verify -Pfeature-pack}.
 */
@Tag("operations")
@DisplayName("The layer of the feature pack for WildFly")
class FeaturePackCheck {

    private static final Path PACK = Path.of("src/feature-pack").toAbsolutePath();
    private static final Path PROVISIONING = Path.of("src/test/feature-pack").toAbsolutePath();
    private static final String WILDFLY = System.getProperty("passkeys.it.wildfly-version", "");

    /** The poms of plugins name repositories that Central makes needless. */
    private static final String SETTINGS = """
            <settings>
              <localRepository>%s</localRepository>
              <mirrors><mirror><id>central-alone</id><mirrorOf>*,!staging</mirrorOf><url>https://repo.maven.apache.org/maven2</url></mirror></mirrors>
            </settings>
            """;

    private final Path filled = Path.of(System.getProperty("passkeys.it.repository", ""));
    private final Path staging = Built.target().resolve("feature-pack/staging");
    private final Path server = Path.of(System.getProperty("passkeys.it.wildfly", ""));
    private Path settings;

    @BeforeEach
    void provision() throws Exception {
        Directories.empty(staging);
        settings = Files.writeString(staging.resolveSibling("settings.xml"), SETTINGS.formatted(filled));
        maven(PACK, "clean", "deploy", "-Dmaven.install.skip", "-DaltDeploymentRepository=staging::" + staging.toUri());
        for (String pack : List.of("wildfly-galleon-pack", "wildfly-ee-galleon-pack")) {
            fill(filled.resolve(Path.of("org/wildfly", pack, WILDFLY, pack + "-" + WILDFLY + ".zip")));
        }
        maven(
                PROVISIONING,
                "-U",
                "package",
                "-Dstaging=" + staging.toUri(),
                "-Dversion.wildfly=" + WILDFLY,
                "-Dversion.passkeys=" + version(),
                "-Dserver=" + server);
    }

    @Test
    void hasWhatAnApplicationWithPasskeysNeeds() throws IOException {
        Path brought = server.resolve("passkeys");
        assertThat(brought.resolve("passkeys-ee-all.jar")).hasSameBinaryContentAs(Built.allJar());
        assertThat(server.resolve("modules/system/layers/base/org/jboss/as/ejb3"))
                .as("it is smaller than the whole server")
                .doesNotExist();
        try (WildFlyNode node = WildFlyNode.fresh("wildfly-layer", "standalone.xml")) {
            node.user(OldApplicationJob.USER, OldApplicationJob.PASSWORD, OldApplicationJob.GROUP)
                    .start();
            Path war = node.write("old.war", "");
            OldApplication.war().as(ZipExporter.class).exportTo(war.toFile(), true);
            Map<String, String> parameters = new HashMap<>();
            parameters.put("application", "old.war");
            parameters.put(
                    "passkeys.jar", brought.resolve("passkeys-ee-all.jar").toString());

            node.scripts(
                    List.of(
                            node.write("deploy.cli", "deployment deploy-file " + war),
                            brought.resolve("overlay-install.cli")),
                    parameters);
            OldApplicationJob job = new OldApplicationJob(node);
            job.registers();
            job.signsInByPasskey();

            node.scripts(List.of(brought.resolve("overlay-remove.cli")), parameters);
            job.hasOnlyThePassword();
        }
    }

    private void maven(Path project, String... words) throws Exception {
        Maven.run(
                        project,
                        Map.of(),
                        Stream.concat(Stream.of("-s", settings.toString()), Stream.of(words))
                                .toList())
                .succeeded();
    }

    private static String version() {
        return Built.allJar().getFileName().toString().replaceFirst("passkeys-ee-(.+)-all\\.jar", "$1");
    }

    /** The jars of the server come from its distribution, which the build has: not all are in Maven Central. */
    private void fill(Path pack) throws IOException {
        Map<String, Path> jars = new HashMap<>();
        try (Stream<Path> files = Files.walk(Built.target().resolve("server/wildfly-" + WILDFLY))) {
            files.filter(file -> file.toString().endsWith(".jar"))
                    .forEach(jar -> jars.put(jar.getFileName().toString(), jar));
        }
        for (String artifact : artifacts(pack)) {
            String[] part = artifact.split(":", -1);
            String classifier = part[3].isEmpty() ? "" : "-" + part[3];
            String name = part[1] + "-" + part[2] + classifier + "." + part[4];
            if (jars.containsKey(name)) {
                Path place = staging.resolve(part[0].replace('.', '/')).resolve(Path.of(part[1], part[2]));
                Files.copy(
                        jars.get(name),
                        Files.createDirectories(place).resolve(name),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** Its lines are {@code group:artifact=group:artifact:version:classifier:extension}; a colon ends no key there, as it does in properties. */
    private static List<String> artifacts(Path pack) throws IOException {
        try (ZipFile zip = new ZipFile(pack.toFile());
                InputStream in = zip.getInputStream(zip.getEntry("resources/wildfly/artifact-versions.properties"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.contains("="))
                    .map(line -> line.substring(line.indexOf('=') + 1).strip())
                    .toList();
        }
    }
}
