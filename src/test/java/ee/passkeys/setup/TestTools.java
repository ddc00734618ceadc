// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.setup;

import ee.passkeys.operations.WebServer;
import ee.passkeys.testkit.SearchPath;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Gets what the tests need and Maven cannot bring: a Chromium, an nginx and an Apache, the npm package {@code @simplewebauthn/browser}, and the
 * bundler and the compiler of an application in TypeScript. Arguments: a directory to put things into, the package's version, and those of the two as npm
 * takes them. Where it cannot get something, it fails and says what helps.
 */
final class TestTools {

    private static final String NPM = File.separatorChar == '\\' ? "npm.cmd" : "npm";

    private static final List<String> BROWSERS =
            List.of("google-chrome", "google-chrome-stable", "chromium", "chromium-browser");
    private static final List<Path> USUAL_PLACES = List.of(
            Path.of("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
            Path.of("/Applications/Chromium.app/Contents/MacOS/Chromium"),
            Path.of("C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe"),
            Path.of("C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe"),
            Path.of("/snap/bin/chromium"));

    private static final Path SYSTEMD = Path.of("/run/systemd/system");

    private final Path directory;

    private TestTools(Path directory) {
        this.directory = directory;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        TestTools tools = new TestTools(Files.createDirectories(Path.of(arguments[0])));
        tools.bringBrowser();
        tools.bringWebServers();
        tools.bringSimpleWebAuthn(arguments[1]);
        tools.bringCompiler(arguments[2], arguments[3]);
    }

    private void bringBrowser() throws IOException, InterruptedException {
        if (hasBrowser()) {
            return;
        }
        if (isDebianAsRoot()) {
            say("There is no Chrome or Chromium here: installing Debian's packages chromium and chromium-driver.");
            install("chromium", "chromium-driver");
        } else {
            say("There is no Chrome or Chromium here: Selenium Manager will download Chrome for the tests.");
        }
    }

    /** Only where nothing starts them as services: they are for tests alone. */
    private void bringWebServers() throws IOException, InterruptedException {
        if (hasWebServers()) {
            return;
        }
        if (isDebianAsRoot() && !Files.isDirectory(SYSTEMD)) {
            say("There is no nginx or no Apache here: installing Debian's packages nginx-light and apache2-bin.");
            install("nginx-light", "apache2-bin");
        } else {
            say("There is no nginx or no Apache here: the tests of the lines for it are skipped.");
        }
    }

    /** One file that a page takes as a plain script. */
    private void bringSimpleWebAuthn(String version) throws IOException, InterruptedException {
        Path bundle = directory.resolve("simplewebauthn-browser.umd.min.js");
        Path brought = directory.resolve("simplewebauthn-browser.version");
        if (Files.exists(bundle)
                && Files.exists(brought)
                && Files.readString(brought).equals(version)) {
            return;
        }
        Path packed = Files.createTempDirectory(directory, "npm");
        if (SearchPath.find(NPM).isPresent() || !download(version, packed)) {
            run(packed, npm(), "pack", "--loglevel=error", "@simplewebauthn/browser@" + version);
        }
        Path archive;
        try (Stream<Path> files = Files.list(packed)) {
            archive = files.filter(file -> file.toString().endsWith(".tgz"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("npm pack has left no archive in " + packed));
        }
        run(packed, "tar", "-xzf", archive.getFileName().toString());
        Files.move(
                packed.resolve(Path.of("package", "dist", "bundle", "index.umd.min.js")),
                bundle,
                StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(brought, version);
        say("Brought @simplewebauthn/browser " + version + ".");
    }

    /** They stay for later runs, which need no network then. */
    private void bringCompiler(String bundler, String compiler) throws IOException, InterruptedException {
        Path brought = directory.resolve("compiler.version");
        String versions = bundler + " " + compiler;
        if (Files.exists(brought) && Files.readString(brought).equals(versions)) {
            return;
        }
        Path modules = Files.createDirectories(directory.resolve("compiler"));
        run(
                modules,
                npm(),
                "install",
                "--prefix",
                ".",
                "--no-audit",
                "--no-fund",
                "--loglevel=error",
                bundler,
                compiler);
        Files.writeString(brought, versions);
        say("Brought " + versions + ".");
    }

    /** Where there is no npm, its registry is asked; npm would know of proxies and mirrors. */
    private static boolean download(String version, Path packed) throws InterruptedException {
        try {
            HttpResponse<Path> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(
                                            URI.create("https://registry.npmjs.org/@simplewebauthn/browser/-/browser-"
                                                    + version + ".tgz"))
                                    .timeout(Duration.ofMinutes(1))
                                    .build(),
                            BodyHandlers.ofFile(packed.resolve("browser.tgz")));
            if (answer.statusCode() == 200) {
                return true;
            }
            Files.deleteIfExists(answer.body());
            say("The registry of npm answers " + answer.statusCode() + ".");
        } catch (IOException e) {
            say("The registry of npm does not answer: " + e);
        }
        return false;
    }

    private String npm() throws IOException, InterruptedException {
        if (SearchPath.find(NPM).isEmpty()) {
            if (!isDebianAsRoot()) {
                fail(
                        "The tests need npm, to get @simplewebauthn/browser. Install Node.js with npm and run the build again.");
            }
            say("There is no npm here: installing Debian's package npm.");
            install("npm");
        }
        return NPM;
    }

    private static boolean hasWebServers() {
        return Stream.of(WebServer.Program.values()).allMatch(WebServer.Program::isThere);
    }

    private static boolean hasBrowser() {
        return BROWSERS.stream().anyMatch(name -> SearchPath.find(name).isPresent())
                || USUAL_PLACES.stream().anyMatch(Files::isExecutable);
    }

    private static boolean isDebianAsRoot() {
        return "root".equals(System.getProperty("user.name"))
                && SearchPath.find("apt-get").isPresent();
    }

    private void install(String... packages) throws IOException, InterruptedException {
        run(directory, "apt-get", "update", "-qq");
        String[] command = Stream.concat(
                        Stream.of("apt-get", "install", "-y", "-qq", "--no-install-recommends"), Stream.of(packages))
                .toArray(String[]::new);
        run(directory, command);
    }

    private static void run(Path directory, String... command) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).inheritIO();
        builder.environment().putAll(Map.of("DEBIAN_FRONTEND", "noninteractive"));
        int end = builder.start().waitFor();
        if (end != 0) {
            fail("\"" + String.join(" ", command) + "\" ended with " + end + "; see its words above.");
        }
    }

    private static void say(String sentence) {
        System.out.println("[test tools] " + sentence);
    }

    private static void fail(String sentence) {
        System.err.println("[test tools] " + sentence);
        System.exit(1);
    }
}
