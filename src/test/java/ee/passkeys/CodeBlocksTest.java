// SPDX-License-Identifier: Apache-2.0
package ee.passkeys;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.TreeNode;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import ee.passkeys.api.PasskeyAccounts;
import ee.passkeys.testkit.CodeBlock;
import ee.passkeys.testkit.Documentation;
import ee.passkeys.testkit.SoftAuthenticator;
import jakarta.inject.Inject;
import java.io.File;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import javax.xml.parsers.DocumentBuilderFactory;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chromium.ChromiumDriver;
import org.openqa.selenium.remote.RemoteWebDriver;
import org.openqa.selenium.virtualauthenticator.HasVirtualAuthenticator;
import org.xml.sax.InputSource;

/**
 * What readers copy works. A block of code is checked here by its language, or it is marked: with the test that runs, compiles or compares it, or
 * as a template, with what the reader fills in.
 */
@DisplayName("Code in the documentation")
class CodeBlocksTest {

    /** Languages that are checked without a mark: here, in {@code UsageTest} and in {@code SettingsOnPagesTest}. */
    private static final Set<String> CHECKED = Set.of("css", "java", "json", "properties", "sh", "xml");

    private static final Pattern TESTED = Pattern.compile("(?:run|compiled|compared) by (\\w+)");

    /** What a test reads a page by, when it does not name it. */
    private static final Pattern READER = Pattern.compile("\\b(?:Documentation|Handbook|HandbookMail|CodeBlock)\\b");

    private static final Pattern SHELL =
            Pattern.compile("mvn .*|export [A-Z_]+=.*|java -jar passkeys-ee-<version>-all\\.jar .*");
    private static final Pattern PROFILES = Pattern.compile("(?<!\\w)-P([\\w,-]+)");
    private static final Pattern FILE_OF_OURS =
            Pattern.compile("(?<![\\w./-])((?:server-config|liquibase)/[\\w./-]+|(?:\\w[\\w-]*)\\.cli)\\b");
    private static final Pattern CUSTOM_PROPERTY = Pattern.compile("--passkey-[a-z-]+");

    private static final String IMPORTS = Stream.of(
                    "com.fasterxml.jackson.databind.JsonNode",
                    "ee.passkeys.testkit.*",
                    "jakarta.inject.Inject",
                    "org.junit.jupiter.api.*",
                    "org.openqa.selenium.chrome.ChromeDriver",
                    "org.openqa.selenium.virtualauthenticator.VirtualAuthenticatorOptions.Transport",
                    "static org.assertj.core.api.Assertions.assertThat")
            .map(name -> "import " + name + ";\n")
            .collect(joining());

    @TempDir
    Path directory;

    static Stream<CodeBlock> blocks() {
        return Documentation.pages().stream().flatMap(page -> CodeBlock.of(page).stream());
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void isCheckedOrATemplate(CodeBlock block) {
        assertThat(block.language()).as("language").isNotEmpty();
        if (!block.isTemplate()) {
            assertThat(block.mark().isPresent() || CHECKED.contains(block.language()))
                    .as("is checked")
                    .isTrue();
        }
    }

    /** A fence that no block was found for would hide what follows it. */
    @Test
    void isFoundInEveryPage() throws IOException {
        for (Path page : Documentation.pages()) {
            long fences = Files.readAllLines(page).stream()
                    .filter(line -> line.stripLeading().startsWith("```"))
                    .count();
            assertThat(CodeBlock.of(page)).as("%s", page).hasSize((int) fences / 2);
            assertThat(fences % 2).as("%s", page).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void isMarkedWithATestThatReadsItsPage(CodeBlock block) throws IOException {
        if (block.mark().isEmpty() || block.isTemplate()) {
            return;
        }
        Matcher mark = TESTED.matcher(block.mark().orElseThrow());
        assertThat(mark.matches()).as(block.mark().orElseThrow()).isTrue();
        String test = source(mark.group(1));

        assertThat(test.contains(block.page().getFileName() + "\"")
                        || READER.matcher(test).find())
                .as("%s reads the page", mark.group(1))
                .isTrue();
    }

    static Stream<CodeBlock> java() {
        return CodeBlock.in("java");
    }

    @ParameterizedTest
    @MethodSource("java")
    void compiles(CodeBlock block) throws URISyntaxException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter complaints = new StringWriter();

        boolean compiled = compiler.getTask(
                        complaints,
                        null,
                        null,
                        List.of("-proc:none", "-d", directory.toString(), "-classpath", classPath()),
                        null,
                        List.of(new Source(wrapped(block.code()))))
                .call();

        assertThat(compiled).as(complaints.toString()).isTrue();
    }

    static Stream<CodeBlock> shell() {
        return CodeBlock.in("sh");
    }

    @ParameterizedTest
    @MethodSource("shell")
    void isCommandsThatAreChecked(CodeBlock block) {
        if (block.mark().isEmpty()) {
            assertThat(block.code().lines())
                    .allMatch(line -> SHELL.matcher(line).matches());
        }
    }

    @ParameterizedTest
    @MethodSource("shell")
    void namesProfilesAndFilesThatExist(CodeBlock block) throws IOException {
        String poms = Files.readString(Path.of("pom.xml")) + Files.readString(Path.of("src/build/pom.xml"));

        assertThat(found(PROFILES, block.code()).flatMap(names -> Stream.of(names.split(","))))
                .allMatch(profile -> poms.contains("<id>" + profile + "</id>"));
        assertThat(found(FILE_OF_OURS, block.code()))
                .allMatch(file ->
                        Files.exists(Path.of(file)) || Files.exists(block.page().resolveSibling(file)));
    }

    static Stream<CodeBlock> data() {
        return Stream.concat(CodeBlock.in("json"), CodeBlock.in("xml"));
    }

    @ParameterizedTest
    @MethodSource("data")
    void isWellFormed(CodeBlock block) throws Exception {
        if (block.language().equals("json")) {
            assertThat(new ObjectMapper().readTree(block.code())).isNotEmpty();
        } else {
            DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(block.code())));
        }
    }

    @Test
    void namesPropertiesOfTheStyleSheet() throws IOException {
        String styles = Files.readString(Path.of("src/main/resources/ee/passkeys/ui/passkeys.css"));

        assertThat(CodeBlock.in("css").flatMap(block -> found(CUSTOM_PROPERTY, block.code())))
                .isNotEmpty()
                .allMatch(property -> styles.contains("var(" + property));
    }

    /** A class as it is; else members up to the first empty line, where they begin with an annotation, and statements. */
    private static String wrapped(String code) {
        if (Pattern.compile("(?m)^class ").matcher(code).find()) {
            return IMPORTS + code;
        }
        boolean hasMembers = code.startsWith("@");
        int end = hasMembers ? code.indexOf("\n\n") : 0;
        return IMPORTS + """
                abstract class Snippet {
                    abstract JsonNode post(String path, Object body);
                    abstract JsonNode answer(JsonNode begun, JsonNode credential);
                    %s
                    void run() throws Exception {
                        %s
                    }
                }
                """.formatted(code.substring(0, end), code.substring(end));
    }

    private static String classPath() throws URISyntaxException {
        StringBuilder path = new StringBuilder();
        for (Class<?> type : List.of(
                PasskeyAccounts.class,
                SoftAuthenticator.class,
                JsonNode.class,
                JsonParser.class,
                TreeNode.class,
                JsonProperty.class,
                Inject.class,
                Test.class,
                Assertions.class,
                ChromeDriver.class,
                ChromiumDriver.class,
                RemoteWebDriver.class,
                HasVirtualAuthenticator.class)) {
            path.append(Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI()))
                    .append(File.pathSeparator);
        }
        return path.toString();
    }

    private static String source(String test) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            return Files.readString(
                    files.filter(file -> file.getFileName().toString().equals(test + ".java"))
                            .findFirst()
                            .orElseThrow(() -> new AssertionError("There is no " + test)));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static Stream<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map((MatchResult found) -> found.group(found.groupCount() == 0 ? 0 : 1));
    }

    /** A file in memory. */
    private static final class Source extends SimpleJavaFileObject {

        private final String code;

        Source(String code) {
            super(URI.create("memory:///Snippet.java"), Kind.SOURCE);
            this.code = code;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return code;
        }
    }
}
