// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.testkit.CodeBlock;
import ee.passkeys.testkit.Maven;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Walks the page on releasing in a copy of the sources, with a directory in place of Maven Central and a key that is thrown away. Then an
 * application takes the artifacts from there, is tested and deployed, and gives a passkey. It takes some minutes and needs gpg:
 * {@code mvn verify -Prelease-check}.
 */
@Tag("operations")
@DisplayName("The checklist of a release")
class ReleaseCheck {

    private static final Path PAGE = Path.of("src/site/markdown/releasing.md");
    private static final Path APPLICATION = Path.of("src/test/release");
    private static final String VERSION = "0.1.0";
    private static final String NO_ADDRESS = "https://example.invalid/passkeys-ee";
    private static final String ADDRESS = "https://forge.example/passkeys/passkeys-ee";

    private static final Set<String> NO_SOURCES = Set.of(".git", "target", "staging");

    private static final Set<String> CLASSIFIERS = Set.of(
            ".jar",
            ".pom",
            "-all.jar",
            "-all-own-hibernate.jar",
            "-faces.jar",
            "-test-kit.jar",
            "-sources.jar",
            "-javadoc.jar",
            "-cyclonedx.json",
            "-cyclonedx.xml");

    private static final Set<String> PACK = Set.of(".pom", ".zip", "-doc.zip", "-artifact-list.txt");

    private static final List<String> POMS = List.of("pom.xml", "src/feature-pack/pom.xml");

    /** Plugins and libraries that this build has are not downloaded again; Central makes the repositories needless that their POMs name. */
    private static final String SETTINGS = """
            <settings>
              <localRepository>%s</localRepository>
              <mirrors><mirror><id>central</id><mirrorOf>external:*</mirrorOf><url>https://repo.maven.apache.org/maven2</url></mirror></mirrors>
              <profiles><profile><id>filled</id>
                <repositories><repository><id>filled</id><url>%2$s</url></repository></repositories>
                <pluginRepositories><pluginRepository><id>filled</id><url>%2$s</url></pluginRepository></pluginRepositories>
              </profile></profiles>
              <activeProfiles><activeProfile>filled</activeProfile></activeProfiles>
            </settings>
            """;

    @TempDir
    Path directory;

    private Path keys;

    @AfterEach
    void endAgent() throws Exception {
        if (keys != null) {
            gpg("gpgconf", "--kill", "gpg-agent");
        }
    }

    @Test
    void isWalkedWithARepositoryInPlaceOfCentral() throws Exception {
        makeKey();
        Path project = copy(Path.of("").toAbsolutePath(), directory.resolve("project"));

        assertThat(Maven.run(project, Map.of(), List.of("-Prelease", "validate"))
                        .output())
                .contains("The POM has no address of the repository yet")
                .contains("BUILD FAILURE");
        for (String file : POMS) {
            Path pom = project.resolve(file);
            Files.writeString(pom, Files.readString(pom).replace(NO_ADDRESS, ADDRESS));
        }
        List<String> lines = lines();
        assertThat(lines).hasSize(5);
        for (String line : lines) {
            type(project, line);
        }

        Path repository = project.resolve("staging");
        assertSigned(repository, "passkeys-ee", CLASSIFIERS);
        assertSigned(repository, "passkeys-ee-galleon-pack", PACK);

        runs(application(repository));
    }

    private void assertSigned(Path repository, String artifact, Set<String> classifiers) throws Exception {
        Path artifacts = repository.resolve(Path.of("ee/passkeys", artifact, VERSION));
        String name = artifact + "-" + VERSION;
        assertThat(names(artifacts)).containsExactlyInAnyOrderElementsOf(expected(name, classifiers));
        for (String classifier : classifiers) {
            Path file = artifacts.resolve(name + classifier);
            gpg("gpg", "--batch", "--verify", file + ".asc", file.toString());
        }
        assertThat(artifacts.resolve(name + ".pom"))
                .content()
                .contains("<version>" + VERSION + "</version>", ADDRESS)
                .doesNotContain("example.invalid");
    }

    private static List<String> lines() {
        return CodeBlock.of(PAGE).stream()
                .flatMap(block -> block.code().lines())
                .toList();
    }

    private void type(Path project, String line) throws Exception {
        List<String> words = List.of(line.split(" "));
        assertThat(words.get(0)).isEqualTo("mvn");
        maven(project, words.subList(1, words.size()));
    }

    /** With a local repository of its own, so that no version that is not released stays in that of a developer. */
    private String maven(Path project, List<String> words) throws Exception {
        Path settings = directory.resolve(project.getFileName() + "-settings.xml");
        Files.writeString(
                settings,
                SETTINGS.formatted(
                        directory.resolve(project.getFileName() + "-local"),
                        Path.of(System.getProperty("passkeys.it.repository")).toUri()));
        return Maven.run(
                        project,
                        Map.of("GNUPGHOME", keys.toString()),
                        Stream.concat(Stream.of("-s", settings.toString()), words.stream())
                                .toList())
                .succeeded();
    }

    /** The WAR of the application, built with nothing of this product but what the repository has. */
    private Path application(Path repository) throws Exception {
        Path application = copy(APPLICATION, directory.resolve("application"));
        String output = maven(
                application, List.of("package", "-Dversion.passkeys=" + VERSION, "-Dstaging=" + repository.toUri()));

        assertThat(output).contains("Tests run: 1");
        assertThat(directory.resolve("application-local/ee/passkeys/passkeys-ee/" + VERSION + "/_remote.repositories"))
                .content()
                .contains("passkeys-ee-" + VERSION + "-all.jar>staging=");
        return application.resolve("target/shop.war");
    }

    private static void runs(Path war) {
        try (PayaraMicroNode server = PayaraMicroNode.fresh("payara-micro-release")) {
            server.user(OldApplicationJob.USER, OldApplicationJob.PASSWORD, OldApplicationJob.GROUP)
                    .deploy(ShrinkWrap.createFromZipFile(WebArchive.class, war.toFile()))
                    .start();
            OldApplicationJob job = new OldApplicationJob(server, "shop", OldApplicationJob.USER);
            job.registers();
            job.signsInByPasskey();
        }
    }

    private static Set<String> names(Path artifacts) throws IOException {
        try (Stream<Path> files = Files.list(artifacts)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.matches(".*\\.(md5|sha1|sha256|sha512)"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static List<String> expected(String name, Set<String> classifiers) {
        return classifiers.stream()
                .map(classifier -> name + classifier)
                .flatMap(file -> Stream.of(file, file + ".asc"))
                .toList();
    }

    private void makeKey() throws Exception {
        keys = Files.createDirectory(directory.resolve("keys"));
        File home = keys.toFile();
        assertThat(home.setReadable(false, false)
                        && home.setReadable(true)
                        && home.setExecutable(false, false)
                        && home.setExecutable(true))
                .isTrue();
        gpg(
                "gpg",
                "--batch",
                "--pinentry-mode",
                "loopback",
                "--passphrase",
                "",
                "--quick-generate-key",
                "Thrown away <release@example.com>",
                "default",
                "default",
                "never");
    }

    private void gpg(String... command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("GNUPGHOME", keys.toString());
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(output).isZero();
    }

    private static Path copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            files.filter(file -> Stream.iterate(file, each -> !each.equals(from), Path::getParent)
                            .noneMatch(each ->
                                    NO_SOURCES.contains(each.getFileName().toString())))
                    .forEach(file ->
                            copyOne(file, to.resolve(from.relativize(file).toString())));
        }
        return to;
    }

    private static void copyOne(Path file, Path copy) {
        try {
            Files.copy(file, copy);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
