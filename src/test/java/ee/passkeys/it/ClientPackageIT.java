// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.openqa.selenium.virtualauthenticator.VirtualAuthenticatorOptions.Transport.INTERNAL;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import ee.passkeys.testkit.Built;
import ee.passkeys.testkit.CodeBlock;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URL;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The application is in {@code src/test/client}; it is served from another origin of the same site: another port of this machine. */
@ExtendWith(ArquillianExtension.class)
@Tag("server")
@Tag("browser")
@DisplayName("A front end in TypeScript with the npm package")
class ClientPackageIT {

    private static final Path SOURCES = Path.of("src", "test", "client").toAbsolutePath();

    private static final Path PAGE = Path.of("src/site/markdown/single-page-applications.md");

    /** What a part of a component has around it. */
    private static final String IN_A_COMPONENT = """
            import { useEffect } from 'react';
            import { autofill, stopAutofill } from 'passkeys-ee-client';
            declare const onSignedIn: (name: string) => void;
            declare const setMessage: (message: string) => void;
            """;

    private static final HttpServer FRONT_END = frontEnd();

    @ArquillianResource
    private URL deployed;

    @TempDir
    private Path directory;

    @Deployment(testable = false)
    static WebArchive demo() {
        return DemoIT.named(OneServer.BESIDE + "client-package.war")
                .addAsResource(
                        new StringAsset("passkeys.registration=open\npasskeys.cors.origins=" + origin() + "\n"),
                        "META-INF/microprofile-config.properties");
    }

    @AfterAll
    static void stop() {
        FRONT_END.stop(0);
    }

    @BeforeEach
    void install() throws Exception {
        try (Stream<Path> sources = Files.list(SOURCES)) {
            for (Path source : sources.toList()) {
                Files.copy(source, directory.resolve(source.getFileName()));
            }
        }
        Files.writeString(directory.resolve("package.json"), "{\"private\": true, \"type\": \"module\"}");
        Path archive = archive();
        Files.copy(archive, directory.resolve(archive.getFileName()));
        List<String> install = Stream.of(example("sh", 0).strip().split(" "))
                .map(word -> word.replaceFirst(".*<version>.*", "./" + archive.getFileName()))
                .toList();
        run(Stream.concat(install.stream(), Stream.of("--offline", "--no-audit", "--no-fund"))
                .toArray(String[]::new));
    }

    @Test
    void createsAPasskeyAndSignsInFromAnotherOrigin() throws Exception {
        assertThat(compile("app.ts", "page.ts")).isEmpty();
        bundle("app.ts", "app.js");
        serve();
        try (Browser browser = new Browser()) {
            browser.plugIn(INTERNAL);
            browser.open(URI.create(origin() + "/?api=" + URLEncoder.encode(deployedAt(), UTF_8)));

            act(browser, "session", "session of nobody");
            act(browser, "create", "created ");
            act(browser, "session", "session lin");
            act(browser, "list", "passkeys 1");
            act(browser, "sign-out", "signed out");
            act(browser, "list", "problem not-signed-in");
            act(browser, "sign-in", "signed in lin");
            act(browser, "session", "session lin");
            browser.screenshot(Built.target().resolve(Path.of("screenshots", "client-package.png")));
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void bundlesTheElementsOnlyWhereTheyAreUsed() throws Exception {
        bundle("app.ts", "app.js");
        bundle("page.ts", "page.js");

        assertThat(Files.readString(directory.resolve("app.js")))
                .contains("authentication/options")
                .doesNotContain("customElements")
                .doesNotContain("HTMLElement");
        assertThat(Files.readString(directory.resolve("page.js"))).contains("customElements");
    }

    @Test
    void isToldOfItsMistakesByTheTypes() throws Exception {
        List<String> errors = compile("wrong.ts");

        assertThat(errors).hasSize(3);
        assertThat(errors.get(0)).contains("nane");
        assertThat(errors.get(1)).contains("phone");
        assertThat(errors.get(2)).contains("TS2322");
    }

    @ParameterizedTest
    @CsvSource({"tsx, 0, sign-in.tsx", "tsx, 1, autofill.tsx", "vue, 0, create.ts", "ts, 0, service.ts"})
    void compilesWhatThePageShows(String language, int which, String file) throws Exception {
        Path environment = Files.createDirectories(directory.resolve("environments"));
        Files.writeString(environment.resolve("environment.ts"), "export const environment = { api: '/shop/' };");
        String example = example(language, which).replaceFirst("(?s)^<script[^>]*>(.*?)</script>.*", "$1");
        Path app = Files.createDirectories(directory.resolve("app"));
        Files.writeString(app.resolve(file), example.contains("import ") ? example : IN_A_COMPONENT + example);

        assertThat(compile("frameworks.d.ts", "app/" + file)).isEmpty();
    }

    private static String example(String language, int which) {
        return CodeBlock.of(PAGE).stream()
                .filter(block -> block.language().equals(language))
                .toList()
                .get(which)
                .code();
    }

    private static void act(Browser browser, String action, String outcome) {
        browser.click("#" + action);
        browser.says("output", outcome);
    }

    private String deployedAt() {
        return "http://localhost:" + deployed.getPort() + deployed.getPath();
    }

    private static Path archive() throws IOException {
        try (Stream<Path> files = Files.list(Built.target())) {
            return files.filter(file -> file.getFileName().toString().matches("passkeys-ee-client-.*\\.tgz"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private void bundle(String source, String bundle) throws Exception {
        run(
                tool("esbuild", "bin", "esbuild"),
                source,
                "--bundle",
                "--format=esm",
                "--target=es2022",
                "--outfile=" + bundle);
    }

    /** The errors of the compiler. */
    private List<String> compile(String... sources) throws Exception {
        String[] command = Stream.concat(
                        Stream.of(
                                "node",
                                tool("typescript", "bin", "tsc"),
                                "--noEmit",
                                "--strict",
                                "--jsx",
                                "preserve",
                                "--target",
                                "es2022",
                                "--module",
                                "esnext",
                                "--moduleResolution",
                                "bundler",
                                "--lib",
                                "es2022,dom,dom.iterable",
                                "--pretty",
                                "false"),
                        Stream.of(sources))
                .toArray(String[]::new);
        return output(command).lines().filter(line -> line.contains("error")).toList();
    }

    private static String tool(String... path) {
        return Built.target()
                .resolve(Path.of("test-tools", "compiler", "node_modules"))
                .resolve(Path.of("", path))
                .toString();
    }

    private void run(String... command) throws Exception {
        Process process = start(command);
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    private String output(String... command) throws Exception {
        return new String(start(command).getInputStream().readAllBytes(), UTF_8);
    }

    private Process start(String... command) throws IOException {
        String windows = File.separatorChar == '\\' && command[0].equals("npm") ? ".cmd" : "";
        command[0] += windows;
        return new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
    }

    private void serve() {
        FRONT_END.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            boolean script = path.endsWith(".js");
            answer(exchange, directory.resolve(script ? "app.js" : "index.html"), script);
        });
    }

    private static void answer(HttpExchange exchange, Path file, boolean script) throws IOException {
        byte[] content = Files.readAllBytes(file);
        exchange.getResponseHeaders().set("Content-Type", script ? "text/javascript" : "text/html");
        exchange.sendResponseHeaders(200, content.length);
        exchange.getResponseBody().write(content);
        exchange.close();
    }

    private static String origin() {
        return "http://localhost:" + FRONT_END.getAddress().getPort();
    }

    private static HttpServer frontEnd() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
