// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.testkit.Built;
import ee.passkeys.testkit.Maven;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Maven brings to a project that depends on one of the jars. */
class DependencyIT {

    private static final String VERSION =
            Built.allJar().getFileName().toString().replaceFirst("passkeys-ee-(.+)-all\\.jar", "$1");

    private static final String PROJECT = """
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <modelVersion>4.0.0</modelVersion>
              <groupId>com.example</groupId>
              <artifactId>shop</artifactId>
              <version>1</version>
              <packaging>war</packaging>
              <dependencies>
                <dependency>
                  <groupId>ee.passkeys</groupId>
                  <artifactId>passkeys-ee</artifactId>
                  <version>%s</version>%s
                </dependency>
              </dependencies>
              <build>
                <plugins>
                  <plugin><artifactId>maven-dependency-plugin</artifactId><version>3.11.0</version></plugin>
                </plugins>
              </build>
            </project>
            """;

    /** All other repositories are the one that this build has filled. */
    private static final String SETTINGS = """
            <settings>
              <localRepository>%s</localRepository>
              <mirrors><mirror><id>filled</id><mirrorOf>*</mirrorOf><url>%s</url></mirror></mirrors>
            </settings>
            """;

    @TempDir
    Path directory;

    @BeforeEach
    void install() throws IOException {
        Path repository = directory.resolve("repository");
        Path artifact = Files.createDirectories(repository.resolve("ee/passkeys/passkeys-ee/" + VERSION));
        String name = "passkeys-ee-" + VERSION;
        Files.copy(Built.pom(), artifact.resolve(name + ".pom"));
        Files.copy(Built.allJar(), artifact.resolve(name + "-all.jar"));
        Files.copy(Built.allJar().resolveSibling(name + ".jar"), artifact.resolve(name + ".jar"));
        Path filled = Path.of(System.getProperty("passkeys.it.repository"));
        Files.writeString(directory.resolve("settings.xml"), SETTINGS.formatted(repository, filled.toUri()));
    }

    @ParameterizedTest
    @CsvSource({"<classifier>all</classifier>, -all.jar", "'', .jar"})
    void bringsThatJarAlone(String classifier, String file) throws Exception {
        Files.writeString(directory.resolve("pom.xml"), PROJECT.formatted(VERSION, classifier));

        List<String> brought = resolve();

        assertThat(brought).containsExactly("passkeys-ee-" + VERSION + file);
    }

    private List<String> resolve() throws IOException, InterruptedException {
        Maven.run(
                        directory,
                        Map.of(),
                        List.of(
                                "-s",
                                "settings.xml",
                                "dependency:copy-dependencies",
                                "-DincludeScope=runtime",
                                "-DoutputDirectory=lib"))
                .succeeded();
        try (Stream<Path> files = Files.list(directory.resolve("lib"))) {
            return files.map(each -> each.getFileName().toString()).toList();
        }
    }
}
