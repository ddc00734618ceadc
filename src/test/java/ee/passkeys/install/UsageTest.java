// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The words of the command line. */
class UsageTest {

    @TempDir
    Path directory;

    @Test
    void explainsItself() throws Exception {
        CommandLine help = CommandLine.run(directory, "--help");
        assertThat(help.code()).isEqualTo(Main.DONE);
        assertThat(help.out())
                .contains("java -jar passkeys-ee-1.2.3-all.jar add <war>")
                .contains("Exit codes");
        assertThat(help.out().lines()).allMatch(line -> line.length() <= 110);
    }

    @Test
    void tellsItsVersion() throws Exception {
        assertThat(CommandLine.run(directory, "--version").out()).isEqualToIgnoringNewLines("passkeys-ee 1.2.3");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ''                      | Say what to do
                    put a.war               | There is no command put
                    add                     | Say which WAR
                    add a.war b.war         | Give the WAR once
                    add a.war -o            | -o needs the name of a file
                    add a.war -o b -o c     | Give -o once
                    add a.war --quick       | There is no option --quick
                    inspect a.war -o b.war  | inspect writes nothing
                    inspect a.war --force   | inspect writes nothing
                    doctor a.war --force    | doctor writes nothing
                    doctor a.war --server x | There is no server x
                    web_xml a.war           | There is no command web_xml
                    add a.war --server other | Only doctor takes --server
                    """)
    void explainsItselfToWhoeverIsWrong(String words, String message) throws Exception {
        Object[] split = words.isEmpty() ? new Object[0] : words.split(" ");
        CommandLine wrong = CommandLine.run(directory, split);
        assertThat(wrong.code()).isEqualTo(Main.WRONG_USAGE);
        assertThat(wrong.out()).isEmpty();
        assertThat(wrong.err()).startsWith(message).contains("add <war>");
    }
}
