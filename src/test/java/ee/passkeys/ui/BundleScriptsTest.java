// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The build's own bundler takes the forms that our modules use, and refuses what it does not know rather than making a broken script. */
class BundleScriptsTest {

    @TempDir
    Path directory;

    @Test
    void putsImportedModulesBeforeTheOnesThatImportThem() throws Exception {
        module("part.js", "export const answer = 42;\nconst hidden = 1;\n");
        module("passkeys.js", "export { answer } from './part.js';\nconst hidden = 2;\n");

        assertThat(bundle()).isEmpty();
        assertThat(directory.resolve("out").resolve("passkeys.js")).content().isEqualTo("""
                // SPDX-License-Identifier: Apache-2.0

                //+ part.js

                //+ passkeys.js

                const { answer } = $passkeys;
                export { answer };
                """);
        assertThat(written("part.js")).isEqualTo("""
                const $part = (() => {
                const answer = 42;
                const hidden = 1;
                return { answer };
                })();
                """);
        assertThat(written("passkeys.js")).isEqualTo("""
                const $passkeys = (() => {
                const { answer } = $part;
                const hidden = 2;
                return { answer };
                })();
                """);
    }

    @Test
    void takesAModuleForWhatItDoes() throws Exception {
        module("part.js", "document.title = 'a';\n");
        module("passkeys.js", "import './part.js';\nexport const b = 1;\n");

        assertThat(bundle()).isEmpty();
        assertThat(directory.resolve("out").resolve("passkeys.js"))
                .content()
                .contains("//+ part.js\n\n//+ passkeys.js\n");
        assertThat(written("passkeys.js"))
                .isEqualTo("const $passkeys = (() => {\nconst b = 1;\nreturn { b };\n})();\n");
    }

    @Test
    void refusesWhatItDoesNotKnow() throws Exception {
        module("passkeys.js", "export default function () {}\n");

        assertThat(bundle()).contains("passkeys.js has a form that the build does not know: export default");
    }

    @Test
    void leavesOutCommentsOfWholeLines() throws Exception {
        module("passkeys.js", """
                /**
                 * Does it.
                 */
                  // How.
                export const a = 'b'; // why
                /* When. */
                const address = 'https://example.org'; const text = `// one ${a}`;
                """);

        assertThat(bundle()).isEmpty();
        assertThat(written("passkeys.js"))
                .contains("const a = 'b'; // why\nconst address = 'https://example.org'; const text = `// one ${a}`;\n")
                .doesNotContain("Does it", "How", "When");
    }

    @Test
    void refusesTextsOfSeveralLinesInWhichCommentsWouldBeNone() throws Exception {
        module("passkeys.js", "export const a = `one\n// two`;\n");

        assertThat(bundle()).contains("passkeys.js has a text of several lines");
    }

    @Test
    void refusesModulesThatImportEachOther() throws Exception {
        module("passkeys.js", "import { a } from './part.js';\nexport const b = 1;\n");
        module("part.js", "import { b } from './passkeys.js';\nexport const a = 1;\n");

        assertThat(bundle()).contains("passkeys.js imports itself");
    }

    @Test
    void refusesNamesThatAreNotExported() throws Exception {
        module("passkeys.js", "import { a } from './part.js';\n");
        module("part.js", "const a = 1;\n");

        assertThat(bundle()).contains("passkeys.js imports what part.js does not export: [a]");
    }

    private void module(String name, String code) throws Exception {
        Files.writeString(directory.resolve(name), code);
    }

    private String written(String module) throws Exception {
        return Files.readString(directory.resolve("out/modules").resolve(module));
    }

    /** What it complained of. */
    private String bundle() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        Path.of("src/main/setup/BundleScripts.java")
                                .toAbsolutePath()
                                .toString(),
                        directory.toString(),
                        directory.resolve("out").toString())
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
