// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.install;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.testkit.Documentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The words of the command line. */
class UsageTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h", "help", "add --help", "add a.war -h"})
    void explainsItself(String words) throws Exception {
        CommandLine help = CommandLine.run(directory, (Object[]) words.split(" "));
        assertThat(help.code()).isEqualTo(Main.DONE);
        assertThat(help.out())
                .contains("java -jar passkeys-ee-1.2.3-all.jar add <war>")
                .contains("Exit codes");
        assertThat(help.out().lines()).allMatch(line -> line.length() <= 110);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "users --help"})
    void isWrittenOnThePageAsItIsPrinted(String words) throws Exception {
        String printed = CommandLine.run(directory, (Object[]) words.split(" ")).out();
        assertThat(Files.readString(Path.of("src/site/markdown/command-line.md")))
                .contains(printed.replace("1.2.3", "<version>").strip());
    }

    static Stream<String> documented() {
        return Documentation.commands().filter(words -> !words.matches(Documentation.ADMINISTRATION));
    }

    /** The files are missing here, which is no wrong usage. */
    @ParameterizedTest
    @MethodSource("documented")
    void understandsWhatThePagesSay(String words) throws Exception {
        CommandLine outcome = CommandLine.run(
                directory, (Object[]) words.replaceAll("[<>]", "x").split(" "));

        assertThat(outcome.code()).as(outcome.err()).isNotEqualTo(Main.WRONG_USAGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "-V", "version"})
    void tellsItsVersion(String word) throws Exception {
        assertThat(CommandLine.run(directory, word).out()).isEqualToIgnoringNewLines("passkeys-ee 1.2.3");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ''                      | The command is missing
                    put a.war               | Unknown command put
                    add                     | The WAR is missing
                    add a.war b.war         | Give the WAR once
                    add a.war -o            | -o needs the name of a file
                    add a.war -o b -o c     | Give -o once
                    add a.war --quick       | Unknown option --quick
                    inspect a.war -o b.war  | inspect writes no file
                    inspect a.war --force   | inspect writes no file
                    doctor a.war --force    | doctor writes no file
                    doctor a.war --server x | Unknown server x
                    web_xml a.war           | Unknown command web_xml
                    add a.war --server other | Only the doctor command accepts --server
                    """)
    void explainsItselfToWhoeverIsWrong(String words, String message) throws Exception {
        Object[] split = words.isEmpty() ? new Object[0] : words.split(" ");
        CommandLine wrong = CommandLine.run(directory, split);
        assertThat(wrong.code()).isEqualTo(Main.WRONG_USAGE);
        assertThat(wrong.out()).isEmpty();
        assertThat(wrong.err()).startsWith(message).contains("add <war>");
    }
}
