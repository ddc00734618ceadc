// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.install;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.wellknown.WellKnownRoot;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The WAR with the well-known files. */
class WellKnownCommandTest {

    private static final String CLASS = "WEB-INF/classes/ee/passkeys/wellknown/WellKnownRoot.class";

    @TempDir
    Path directory;

    @Test
    void isOneServletWithTheFilesOfTheSettings() throws Exception {
        CommandLine done = run("""
                passkeys.rp.id=example.com
                passkeys.origins=https://example.com,https://example.de
                passkeys.app.shop.origins=https://example.com,https://example.fr
                passkeys.texts.folder=/on/another/machine
                """, "--context", "/shop");

        assertThat(done.code()).isEqualTo(Main.DONE);
        assertThat(done.out()).contains("ROOT.war. Deploy it at the root of example.com");
        Map<String, byte[]> war = war();
        assertThat(war.keySet()).containsExactlyInAnyOrder("WEB-INF/web.xml", CLASS);
        assertThat(files(war.get("WEB-INF/web.xml")))
                .containsEntry("/.well-known/webauthn", "{\"origins\":[\"https://example.fr\"]}")
                .containsEntry(
                        "/.well-known/passkey-endpoints",
                        "{\"enroll\":\"https://example.com/shop/passkeys/\",\"manage\":\"https://example.com/shop/passkeys/\"}")
                .hasSize(4);
    }

    @Test
    void isLeftOutWhereADirectoryIsToHaveTheFilesThemselves() throws Exception {
        Path settings = Files.writeString(
                directory.resolve("passkeys.properties"),
                "passkeys.rp.id=example.com\npasskeys.origins=https://example.com,https://example.fr\n");
        Path folder = Files.createDirectory(directory.resolve("files"));
        Object[] words = {"wellknown", "--settings", settings, "-o", folder};

        CommandLine done = CommandLine.run(directory, words);

        assertThat(done.code()).isEqualTo(Main.DONE);
        assertThat(done.out()).contains("application/json at the root of example.com");
        try (Stream<Path> files = Files.list(folder.resolve(".well-known"))) {
            assertThat(files).hasSize(4);
        }
        assertThat(folder.resolve(".well-known/webauthn")).hasContent("{\"origins\":[\"https://example.fr\"]}");
        assertThat(CommandLine.run(directory, words).code()).isEqualTo(Main.REFUSED);
        Files.writeString(settings, "passkeys.rp.id=example.com\n");
        assertThat(CommandLine.run(directory, "wellknown", "--settings", settings, "-o", folder, "--force")
                        .code())
                .isEqualTo(Main.DONE);
        assertThat(folder.resolve(".well-known/webauthn")).hasContent("{\"origins\":[]}");
    }

    @Test
    void isThatOfTheRelyingPartyThatIsAskedFor() throws Exception {
        CommandLine done = run("""
                passkeys.rp.id=example.com
                passkeys.rp.id.host.shop.example=shop.example
                passkeys.origins.host.shop.example=https://shop.example,https://shop.fr
                """, "--rp-id", "shop.example");

        assertThat(done.out()).contains("Deploy it at the root of shop.example");
        assertThat(files(war().get("WEB-INF/web.xml")))
                .containsEntry("/.well-known/webauthn", "{\"origins\":[\"https://shop.fr\"]}");
    }

    @Test
    void isThatOfThePreviousRpIdWhereTheApplicationMoves() throws Exception {
        CommandLine done = run("""
                passkeys.rp.id=new.example
                passkeys.rp.id.previous=old.example
                passkeys.origins=https://www.new.example,https://old.example
                """, "--rp-id", "old.example");

        assertThat(done.out()).contains("Deploy it at the root of old.example").contains("passkeys.rp.id.previous");
        assertThat(files(war().get("WEB-INF/web.xml")))
                .containsEntry("/.well-known/webauthn", "{\"origins\":[\"https://www.new.example\"]}");
    }

    @Test
    void isRefusedForARelyingPartyThatTheSettingsDoNotHave() throws Exception {
        CommandLine refused = run("passkeys.rp.id=example.com", "--rp-id", "shop.example");

        assertThat(refused.code()).isEqualTo(Main.REFUSED);
        assertThat(refused.err()).contains("has no RP ID shop.example");
    }

    @Test
    void bringsAServletThatNeedsNoOtherClassOfOurs() throws Exception {
        run("passkeys.rp.id=example.com");

        byte[] code = war().get(CLASS);

        assertThat(new String(code, ISO_8859_1).replace("ee/passkeys/wellknown/WellKnownRoot", ""))
                .doesNotContain("ee/passkeys");
        assertThat(WellKnownRoot.class.getDeclaredConstructor().newInstance()).isNotNull();
    }

    @Test
    void isTheSameForTheSameSettings() throws Exception {
        run("passkeys.rp.id=example.com");
        byte[] first = Files.readAllBytes(directory.resolve("ROOT.war"));

        run("passkeys.rp.id=example.com", "--force");

        assertThat(Files.readAllBytes(directory.resolve("ROOT.war"))).isEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "passkeys.rp.id=co.uk | public suffix",
                "passkeys.rp.name=Shop | has no passkeys.rp.id",
                "passkeys.rp.id=example.com\\npasskeys.origins=https://co.uk | cannot be related"
            })
    void refusesWrongSettings(String settings, String reason) throws Exception {
        CommandLine refused = run(settings.replace("\\n", "\n"));

        assertThat(refused.code()).isEqualTo(Main.REFUSED);
        assertThat(refused.err()).contains(reason);
        assertThat(directory.resolve("ROOT.war")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        "wellknown, wellknown needs --settings and -o",
        "wellknown --context shop, Invalid context path",
        "wellknown x, Unknown option x"
    })
    void explainsItself(String words, String message) throws Exception {
        CommandLine wrong = CommandLine.run(directory, (Object[]) words.split(" "));

        assertThat(wrong.code()).isEqualTo(Main.WRONG_USAGE);
        assertThat(wrong.err()).startsWith(message);
    }

    private CommandLine run(String settings, String... more) throws Exception {
        Path file = Files.writeString(directory.resolve("passkeys.properties"), settings);
        List<Object> words =
                new ArrayList<>(List.of("wellknown", "--settings", file, "-o", directory.resolve("ROOT.war")));
        words.addAll(List.of(more));
        return CommandLine.run(directory, words.toArray());
    }

    private Map<String, byte[]> war() throws IOException {
        Map<String, byte[]> entries = new HashMap<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(directory.resolve("ROOT.war")))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), zip.readAllBytes());
            }
        }
        return entries;
    }

    private static Map<String, String> files(byte[] webXml) throws Exception {
        NodeList parameters = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(webXml))
                .getElementsByTagName("init-param");
        Map<String, String> files = new HashMap<>();
        for (int i = 0; i < parameters.getLength(); i++) {
            Element parameter = (Element) parameters.item(i);
            files.put(text(parameter, "param-name"), text(parameter, "param-value"));
        }
        assertThat(new String(webXml, UTF_8)).contains("<url-pattern>/.well-known/webauthn</url-pattern>");
        return files;
    }

    private static String text(Element parent, String name) {
        return parent.getElementsByTagName(name).item(0).getTextContent();
    }
}
