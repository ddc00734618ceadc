// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.install;

import static ee.passkeys.install.TestArchives.entries;
import static ee.passkeys.install.TestArchives.war;
import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.install.war.AbsoluteOrdering;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a {@code web.xml} whose {@code absolute-ordering} leaves us out. */
class AbsoluteOrderingTest {

    private static final String BEFORE =
            "<?xml version='1.0' encoding='ISO-8859-1'?>\r\n<!-- M\u00fcller: no <absolute-ordering/> before 2031 -->\n<web-app>\t<a/>";
    private static final String AFTER = "<display-name>M\u00fcller</display-name></web-app >\n\n";

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "<absolute-ordering/>, <absolute-ordering><name>passkeys_ee</name></absolute-ordering>",
        "<absolute-ordering />, <absolute-ordering ><name>passkeys_ee</name></absolute-ordering>",
        "<absolute-ordering><name>a</name> </absolute-ordering >,"
                + "<absolute-ordering><name>a</name> <name>passkeys_ee</name></absolute-ordering >",
        "<j:absolute-ordering id='x'/>,"
                + "<j:absolute-ordering id='x'><j:name>passkeys_ee</j:name></j:absolute-ordering>"
    })
    void getsOurNameAndLosesItAgain(String before, String after) {
        byte[] with = AbsoluteOrdering.with(latin(BEFORE + before + AFTER)).orElseThrow();

        assertThat(with).isEqualTo(latin(BEFORE + after + AFTER));
        assertThat(AbsoluteOrdering.without(with))
                .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(latin(BEFORE + before + AFTER)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<absolute-ordering/>",
                "<absolute-ordering><name>passkeys_ee</name><name>b</name></absolute-ordering>",
                "<absolute-ordering><name> passkeys_ee </name></absolute-ordering>"
            })
    void keepsWhatWeDidNotWrite(String ordering) {
        assertThat(AbsoluteOrdering.without(latin(BEFORE + ordering + AFTER))).isEmpty();
    }

    @Test
    void changesNothingElseInTheWar() throws Exception {
        Path plain = war("jakarta").withWebXml("<absolute-ordering/>").in(directory.resolve("shop.war"));

        CommandLine add = run("add", plain);

        Path added = directory.resolve("shop-passkeys.war");
        assertThat(add.out()).contains("<name>passkeys_ee</name>");
        assertThat(webXml(added)).contains("<absolute-ordering><name>passkeys_ee</name></absolute-ordering>");
        assertThat(others(added)).containsExactlyEntriesOf(others(plain));
        assertThat(time(added)).isEqualTo(time(plain));
        run("remove", added, "-o", directory.resolve("back.war"));
        assertThat(webXml(directory.resolve("back.war"))).isEqualTo(webXml(plain));
        assertThat(entries(directory.resolve("back.war"))).hasSameSizeAs(entries(plain));
    }

    @Test
    void isWrittenAloneForAnOverlay() throws Exception {
        Path plain = war("jakarta").withWebXml("<absolute-ordering/>").in(directory.resolve("shop.war"));

        assertThat(run("web-xml", plain).code()).isEqualTo(Main.DONE);

        assertThat(Files.readString(directory.resolve("shop-web.xml")))
                .isEqualTo(
                        webXml(plain).replace("ordering/>", "ordering><name>passkeys_ee</name></absolute-ordering>"));
    }

    @Test
    void isWrittenWhereItIsAskedForAndTakesNoOtherFilesPlace() throws Exception {
        Path plain = war("jakarta").withWebXml("<absolute-ordering/>").in(directory.resolve("shop.war"));
        Path file = directory.resolve("web.xml");

        assertThat(run("web-xml", plain, "-o", file).code()).isEqualTo(Main.DONE);

        assertThat(Files.readString(file)).contains("<name>passkeys_ee</name>");
        Files.writeString(file, "another");
        assertThat(run("web-xml", plain, "-o", file).code()).isEqualTo(Main.REFUSED);
        assertThat(file).hasContent("another");
        assertThat(run("web-xml", plain, "-o", file, "--force").code()).isEqualTo(Main.DONE);
        assertThat(Files.readString(file)).contains("<name>passkeys_ee</name>");
    }

    @Test
    void isNotWrittenWhereTheOneOfTheWarDoes() throws Exception {
        Path plain = war("jakarta").withWebXml("").in(directory.resolve("shop.war"));

        CommandLine command = run("web-xml", plain);

        assertThat(command.code()).isEqualTo(Main.REFUSED);
        assertThat(command.err()).contains("does not omit passkeys");
        assertThat(directory.resolve("shop-web.xml")).doesNotExist();
    }

    @Test
    void isRefusedWhereItsBytesAreNotThoseOfAscii() throws Exception {
        String text = "<?xml version='1.0' encoding='UTF-16'?><web-app><absolute-ordering/></web-app>";
        Path plain = war("jakarta")
                .with("WEB-INF/web.xml", text.getBytes(StandardCharsets.UTF_16))
                .in(directory.resolve("shop.war"));

        CommandLine command = run("add", plain);

        assertThat(command.code()).isEqualTo(Main.REFUSED);
        assertThat(command.err()).contains("Add this line to it: <name>passkeys_ee</name>");
    }

    private CommandLine run(Object... words) throws Exception {
        return CommandLine.run(directory, words);
    }

    private static Map<String, String> others(Path war) throws IOException {
        Map<String, String> entries = entries(war);
        entries.keySet().removeIf(name -> name.equals("WEB-INF/web.xml") || name.startsWith("WEB-INF/lib/passkeys-ee"));
        return entries;
    }

    private static String webXml(Path war) throws IOException {
        try (ZipFile zip = new ZipFile(war.toFile())) {
            return new String(
                    zip.getInputStream(zip.getEntry("WEB-INF/web.xml")).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static long time(Path war) throws IOException {
        try (ZipFile zip = new ZipFile(war.toFile())) {
            return zip.getEntry("WEB-INF/web.xml").getTime();
        }
    }

    private static byte[] latin(String text) {
        return text.getBytes(Charset.forName("ISO-8859-1"));
    }
}
