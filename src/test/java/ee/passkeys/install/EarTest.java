// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.install;

import static ee.passkeys.install.TestArchives.archive;
import static ee.passkeys.install.TestArchives.war;
import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.testkit.CodeBlock;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page on several applications tells to type. */
@DisplayName("A WAR in an EAR")
class EarTest {

    private static final Path PAGE = Path.of("src/site/markdown/several-applications.md");

    @TempDir
    Path directory;

    @Test
    void getsTheJarByTheLinesOfThePage() throws Exception {
        Path ear = directory.resolve("shop.ear");
        archive()
                .with("META-INF/application.xml", "<application/>")
                .with("shop.war", war("jakarta").bytes())
                .with("ejb.jar", "left alone")
                .in(ear);

        for (String line : lines()) {
            type(line);
        }

        try (ZipFile changed = new ZipFile(ear.toFile())) {
            assertThat(changed.stream().map(ZipEntry::getName))
                    .containsExactlyInAnyOrder("META-INF/application.xml", "shop.war", "ejb.jar");
            assertThat(entries(changed.getInputStream(changed.getEntry("shop.war"))))
                    .contains(
                            "WEB-INF/lib/passkeys-ee-" + CommandLine.VERSION + "-all.jar",
                            "WEB-INF/classes/shop/Cart.class");
        }
    }

    private static List<String> lines() {
        return CodeBlock.of(PAGE).stream()
                .filter(block -> block.language().equals("sh"))
                .flatMap(block -> block.code().lines())
                .toList();
    }

    private void type(String line) throws Exception {
        if (line.startsWith("mkdir ")) {
            Files.createDirectory(directory.resolve(line.substring(6)));
        } else if (line.startsWith("jar ")) {
            jar(line.split(" "));
        } else {
            Object[] words = Stream.of(line.split(" ")).skip(3).map(this::here).toArray();
            CommandLine outcome = CommandLine.run(directory, words);
            assertThat(outcome.code()).as(outcome.err()).isZero();
        }
    }

    /** The program of this JDK, in the directory of the test. */
    private void jar(String... words) throws IOException, InterruptedException {
        words[0] = Path.of(System.getProperty("java.home"), "bin", words[0]).toString();
        Process jar = new ProcessBuilder(words)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        assertThat(new String(jar.getInputStream().readAllBytes())).isEmpty();
        assertThat(jar.waitFor()).isZero();
    }

    private String here(String word) {
        return word.endsWith(".war") ? directory.resolve(word).toString() : word;
    }

    private static List<String> entries(InputStream war) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(war)) {
            return Stream.generate(() -> next(zip))
                    .takeWhile(name -> !name.isEmpty())
                    .toList();
        }
    }

    private static String next(ZipInputStream zip) {
        try {
            ZipEntry entry = zip.getNextEntry();
            return entry == null ? "" : entry.getName();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
