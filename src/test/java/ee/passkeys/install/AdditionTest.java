// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.install;

import static ee.passkeys.install.TestArchives.archive;
import static ee.passkeys.install.TestArchives.entries;
import static ee.passkeys.install.TestArchives.war;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ee.passkeys.install.zip.Archive;
import ee.passkeys.install.zip.Output;
import ee.passkeys.install.zip.RefusedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What adding and removing the jar leaves as it was. */
class AdditionTest {

    private static final String ADDED = "WEB-INF/lib/passkeys-ee-" + CommandLine.VERSION + "-all.jar";

    @TempDir
    Path directory;

    @Test
    void addsTheJarAtTheEndAndCopiesEveryOtherByte() throws Exception {
        Path plain = oddWar().in(directory.resolve("shop.war"));
        byte[] before = Files.readAllBytes(plain);

        CommandLine add = run("add", plain);

        assertThat(add.code()).as(add.err()).isEqualTo(Main.DONE);
        assertThat(plain).hasBinaryContent(before);
        Path added = directory.resolve("shop-passkeys.war");
        int directoryStart = (int) Archive.read(plain).directoryStart();
        assertThat(Arrays.copyOf(Files.readAllBytes(added), directoryStart))
                .isEqualTo(Arrays.copyOf(before, directoryStart));
        Map<String, String> entries = entries(added);
        assertThat(new ArrayList<>(entries.keySet()).indexOf(ADDED)).isEqualTo(entries.size() - 1);
        entries.remove(ADDED);
        assertThat(entries).containsExactlyEntriesOf(entries(plain));
        assertThat(Archive.read(added).comment()).isEqualTo("the shop");
    }

    @Test
    void addsExactlyTheJarThatRuns() throws Exception {
        Path plain = war("jakarta").in(directory.resolve("shop.war"));
        run("add", plain);
        Path jar = directory.resolve("passkeys-ee-" + CommandLine.VERSION + "-all.jar");
        try (ZipFile zip = new ZipFile(directory.resolve("shop-passkeys.war").toFile())) {
            ZipEntry entry = zip.getEntry(ADDED);
            assertThat(zip.getInputStream(entry).readAllBytes()).isEqualTo(Files.readAllBytes(jar));
            CRC32 crc = new CRC32();
            crc.update(Files.readAllBytes(jar));
            assertThat(entry.getCrc()).isEqualTo(crc.getValue());
            FileTime jarTime = Files.getLastModifiedTime(jar);
            assertThat(entry.getLastModifiedTime().toMillis()).isBetween(jarTime.toMillis() - 2000, jarTime.toMillis());
        }
    }

    @Test
    void givesTheVeryFileBackWhenTheJarIsRemoved() throws Exception {
        Path plain = oddWar().in(directory.resolve("shop.war"));
        run("add", plain);
        CommandLine remove = run("remove", directory.resolve("shop-passkeys.war"), "-o", directory.resolve("back.war"));
        assertThat(remove.code()).as(remove.err()).isEqualTo(Main.DONE);
        assertThat(remove.out()).contains("without " + ADDED);
        assertThat(directory.resolve("back.war")).hasSameBinaryContentAs(plain);
    }

    @Test
    void replacesJarsOfAnotherVersionWhereverTheyStand() throws Exception {
        Path old = archive()
                .with("WEB-INF/lib/passkeys-ee-1.0-all.jar", TestArchives.passkeys("1.0"))
                .with("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\r\n\r\n")
                .withStored("WEB-INF/lib/schlüssel.jar", TestArchives.passkeys("1.1"))
                .with("index.html", "<p>Welcome</p>")
                .in(directory.resolve("shop.war"));
        Map<String, String> others = entries(old);
        others.keySet().removeIf(name -> name.startsWith("WEB-INF/lib/"));

        CommandLine add = run("add", old);

        assertThat(add.out())
                .contains("in place of WEB-INF/lib/passkeys-ee-1.0-all.jar (1.0), WEB-INF/lib/schlüssel.jar (1.1)");
        Map<String, String> entries = entries(directory.resolve("shop-passkeys.war"));
        assertThat(entries).containsKey(ADDED);
        entries.remove(ADDED);
        assertThat(entries).containsExactlyEntriesOf(others);
        assertThat(Archive.read(directory.resolve("shop-passkeys.war")).members())
                .as("can be read strictly")
                .hasSize(3);
    }

    @Test
    void takesAWarWithMoreEntriesThanTheOldFormatCounts() throws Exception {
        TestArchives many = war("jakarta");
        for (int i = 0; i < 70_000; i++) {
            many.withStored("pages/" + i, new byte[0]);
        }
        Path plain = many.in(directory.resolve("shop.war"));

        CommandLine add = run("add", plain);

        assertThat(add.code()).as(add.err()).isEqualTo(Main.DONE);
        Path added = directory.resolve("shop-passkeys.war");
        try (ZipFile zip = new ZipFile(added.toFile())) {
            assertThat(zip.size()).isEqualTo(70_003);
            assertThat(zip.getEntry(ADDED)).isNotNull();
        }
        run("remove", added, "-o", directory.resolve("back.war"));
        assertThat(Archive.read(directory.resolve("back.war")).members()).hasSize(70_002);
    }

    @Test
    void leavesNothingBehindButTheResult() throws Exception {
        Path plain = war("jakarta").in(directory.resolve("shop.war"));
        run("add", plain);
        assertThat(names()).containsExactlyInAnyOrder("shop.war", "shop-passkeys.war", "passkeys-ee-1.2.3-all.jar");
    }

    @Test
    void leavesNothingWhenWritingFails() throws Exception {
        Path plain = war("jakarta").in(directory.resolve("shop.war"));
        Output output = Output.of(plain, Optional.empty(), "-x.war", false);
        assertThatThrownBy(() -> output.write(file -> {
                    file.write(ByteBuffer.allocate(10));
                    throw new IOException("The disk is full");
                }))
                .hasMessage("The disk is full");
        assertThat(names()).containsExactly("shop.war");
    }

    @Test
    void keepsAFileThatCameWhileItWrote() throws Exception {
        Path plain = war("jakarta").in(directory.resolve("shop.war"));
        Output output = Output.of(plain, Optional.empty(), "-x.war", false);
        assertThatThrownBy(() -> output.write(file -> Files.writeString(output.file(), "mine")))
                .isInstanceOf(RefusedException.class);
        assertThat(output.file()).hasContent("mine");
        assertThat(names()).containsExactlyInAnyOrder("shop.war", "shop-x.war");
    }

    @Test
    void overwritesAnotherFileOnlyByForce() throws Exception {
        Path plain = war("jakarta").in(directory.resolve("shop.war"));
        Path other = Files.writeString(directory.resolve("other.war"), "mine");

        CommandLine refused = run("add", plain, "-o", other);
        assertThat(refused.code()).isEqualTo(Main.REFUSED);
        assertThat(refused.err()).contains("already exists").contains("--force");
        assertThat(other).hasContent("mine");

        assertThat(run("add", "--force", plain, "-o", other).code()).isEqualTo(Main.DONE);
        assertThat(entries(other)).containsKey(ADDED);
    }

    /** The server calls the application by the file that is deployed. */
    @Test
    void callsTheApplicationAsTheFileThatItWrites() throws Exception {
        Path plain = war("jakarta").in(directory.resolve("legacy.war"));

        assertThat(run("add", plain, "-o", directory.resolve("till.war")).out())
                .contains("The application is deployed at /till,")
                .doesNotContain("/legacy,");
    }

    @Test
    void inspectsWithoutWriting() throws Exception {
        Path plain = war("jakarta").in(directory.resolve("shop.war"));
        CommandLine inspect = run("inspect", plain);
        assertThat(inspect.code()).isEqualTo(Main.DONE);
        assertThat(inspect.out())
                .contains("No file was written")
                .contains("jakarta namespace")
                .contains("passkeys.rp.id");
        assertThat(names()).containsExactlyInAnyOrder("shop.war", "passkeys-ee-1.2.3-all.jar");
    }

    private CommandLine run(Object... words) throws IOException, RefusedException {
        return CommandLine.run(directory, words);
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    /** Of everything that the format knows, something. */
    private static TestArchives oddWar() {
        ZipEntry old = new ZipEntry("old.txt");
        old.setTime(0);
        old.setComment("kept since the beginning");
        ZipEntry exact = new ZipEntry("exact.txt");
        exact.setLastModifiedTime(FileTime.from(Instant.parse("2020-02-29T12:34:57Z")));
        exact.setExtra(new byte[] {0x55, 0x55, 2, 0, 7, 8});
        return war("jakarta")
                .with(new ZipEntry("WEB-INF/lib/"), new byte[0])
                .withStored(
                        "WEB-INF/lib/library.jar", archive().with("a.txt", "a").bytes())
                .withStored("empty", new byte[0])
                .with("Grüße/naïve-日本.txt", "umlauts")
                .with(old, "old".getBytes(StandardCharsets.UTF_8))
                .with(exact, "exact".getBytes(StandardCharsets.UTF_8))
                .withComment("the shop");
    }
}
