// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ui;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.config.AppearanceSettings;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the content security policy of a careful host forbids is in none of the files; the policy only stands guard. */
class ShippedFilesTest {

    private static final PageFiles FILES = new PageFiles(false, AppearanceSettings.DEFAULT);
    private static final Pattern REFERENCE = Pattern.compile("(?:src|href)=\"([^\"]+)\"");
    private static final Pattern SENTENCE = Pattern.compile("(?m)^  '([a-z-]+)': '");

    @ParameterizedTest
    @MethodSource("paths")
    void holdsNoScriptOrStyleInline(String path) throws Exception {
        assertThat(text(path))
                .doesNotContainPattern("<script(?![^>]*\\ssrc=)")
                .doesNotContainPattern("<style\\b")
                .doesNotContainPattern("(?i)\\sstyle\\s*=\\s*[\"'`]")
                .doesNotContainPattern("(?i)\\son[a-z]+\\s*=\\s*[\"'`]")
                .doesNotContainPattern("(?i)javascript:")
                .doesNotContain("'style'")
                .doesNotContain(".style.");
    }

    @ParameterizedTest
    @MethodSource("paths")
    void refersToNothingElsewhere(String path) throws Exception {
        assertThat(text(path).replace("http://www.w3.org/2000/svg", ""))
                .doesNotContainPattern("(?i)\\bhttps?://")
                .doesNotContainPattern("[\"'(]//");
    }

    @ParameterizedTest
    @MethodSource("paths")
    void neverParsesDataAsMarkupOrCode(String path) throws Exception {
        assertThat(text(path))
                .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "setHTMLUnsafe", "document.write")
                .doesNotContainPattern("\\beval\\s*\\(|new Function\\b|DOMParser");
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void needsNoOtherScript(String path) throws Exception {
        assertThat(text(path))
                .doesNotContainPattern("(?m)^\\s*(?:import|export)\\b.*\\bfrom\\b")
                .doesNotContain("import(", "//+");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/admin", "/login", "/step-up", "/enrol", "/recover"})
    void pagesHaveOneScript(String path) throws Exception {
        assertThat(all(REFERENCE, text(path)).stream().filter(reference -> reference.endsWith(".js")))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/admin", "/login", "/step-up", "/enrol", "/recover"})
    void pagesReferRelativelyToWhatIsServed(String path) throws Exception {
        Set<String> references = all(REFERENCE, text(path));

        assertThat(references).contains("../", "passkeys.css");
        assertThat(references.stream()
                        .filter(reference -> !reference.equals("../"))
                        .map(name -> "/" + name))
                .isSubsetOf(FILES.paths());
    }

    @ParameterizedTest
    @MethodSource("problems")
    void hasASentenceForEveryProblemOfTheServer(String code) throws Exception {
        assertThat(all(SENTENCE, text("/passkeys.js"))).contains("problem-" + code);
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void saysOnlySentencesThatExist(String path) throws Exception {
        Set<String> said = all(Pattern.compile("(?:say|text)\\('([a-z-]+)'"), text(path));

        assertThat(all(SENTENCE, text(path))).containsAll(said);
    }

    static Set<String> paths() {
        return new TreeSet<>(FILES.paths());
    }

    static Set<String> scripts() {
        return paths().stream().filter(path -> path.endsWith(".js")).collect(Collectors.toCollection(TreeSet::new));
    }

    static Set<String> problems() {
        return Set.of(
                "malformed-request",
                "malformed-credential",
                "unsupported-algorithm",
                "attestation-rejected",
                "not-signed-in",
                "authentication-failed",
                "foreign-origin",
                "registration-closed",
                "passkey-not-allowed",
                "passkey-required",
                "step-up-required",
                "no-such-passkey",
                "passkey-exists",
                "name-taken",
                "last-credential",
                "ceremony-expired",
                "ceremony-spent",
                "request-too-large",
                "unsupported-media-type",
                "too-many-requests",
                "temporarily-unavailable");
    }

    private static Set<String> all(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toSet());
    }

    private static String text(String path) throws Exception {
        return Exchange.get(path)
                .with(new PageServlet("", false, AppearanceSettings.DEFAULT, request -> true))
                .body();
    }
}
