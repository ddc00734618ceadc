// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The script, the npm package and its types")
class ClientExportsTest {

    private static final Path SCRIPTS = Path.of("src/main/javascript");
    private static final Pattern EXPORT = Pattern.compile("(?m)^export \\{([^}]*)} from");
    private static final Pattern TYPED = Pattern.compile("(?m)^export (?:function|const|class) (\\w+)");

    @Test
    void offerTheSameNames() throws IOException {
        Set<String> names = exports("client.js");
        Set<String> typed = TYPED.matcher(Files.readString(Path.of("src/main/npm/client.d.ts")))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());

        assertThat(exports("passkeys.js")).isEqualTo(names);
        assertThat(typed).isEqualTo(names);
        assertThat(names).contains("configure", "authenticate", "create", "PasskeyProblem");
    }

    private static Set<String> exports(String script) throws IOException {
        return EXPORT.matcher(Files.readString(SCRIPTS.resolve(script)))
                .results()
                .flatMap(found -> Stream.of(found.group(1).split(",")))
                .map(String::strip)
                .collect(Collectors.toSet());
    }
}
