// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import ee.passkeys.testkit.Built;
import ee.passkeys.testkit.SearchPath;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.devtools.Command;
import org.openqa.selenium.devtools.Connection;
import org.openqa.selenium.json.Json;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.remote.http.ClientConfig;
import org.openqa.selenium.remote.http.HttpClient;

/**
 * A process of Chromium, which one {@link Browser} after the other uses. Each gets a context of its own, as a window that is
 * incognito: its cookies, storage, cache and authenticators end with it. A start takes three seconds of the processor, a context one.
 */
final class Chromium {

    static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final List<String> NAMES = List.of("google-chrome", "chromium", "chromium-browser");
    private static final Queue<Chromium> IDLE = new ConcurrentLinkedQueue<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> IDLE.forEach(Chromium::quit)));
    }

    private final boolean lasting;
    private final Path profile;
    private final ChromeDriver driver;
    private final HttpClient client;
    private final Connection connection;
    private final String window;
    private final Object agent;
    private String context = "";

    private Chromium(String... arguments) {
        lasting = arguments.length == 0;
        try {
            profile = Files.createTempDirectory(
                    Files.createDirectories(Built.target().resolve("browsers")), "profile");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        driver = new ChromeDriver(service(), options().addArguments(arguments));
        driver.manage().timeouts().scriptTimeout(PATIENCE).pageLoadTimeout(PATIENCE);
        window = driver.getWindowHandle();
        agent = driver.executeScript("return navigator.userAgent");
        String address = String.valueOf(driver.getCapabilities().getCapability("se:cdp"));
        ClientConfig config = ClientConfig.defaultConfig().baseUri(URI.create(address));
        client = HttpClient.Factory.createDefault().createClient(config);
        connection = new Connection(client, address, config);
    }

    /** One that nothing uses; with arguments a new one, which ends with its first context. */
    static Chromium with(String... arguments) {
        Chromium idle = arguments.length == 0 ? IDLE.poll() : null;
        return idle == null ? new Chromium(arguments) : idle;
    }

    /** Opens a context whose user reads that language, and returns the driver in its only window. */
    ChromeDriver open(String language) {
        context = target("createBrowserContext", Map.of(), "browserContextId");
        Map<String, Object> page = Map.of("url", "about:blank", "browserContextId", context, "newWindow", true);
        driver.switchTo().window(target("createTarget", page, "targetId"));
        driver.executeCdpCommand(
                "Network.setUserAgentOverride", Map.of("userAgent", agent, "acceptLanguage", language));
        driver.executeCdpCommand("Emulation.setLocaleOverride", Map.of("locale", language));
        // What the context before has left in the log is none of the next one's complaints.
        driver.manage().logs().get(LogType.BROWSER);
        return driver;
    }

    /** Ends the context with all that is in it. */
    void close() {
        try {
            driver.switchTo().window(window);
            target("disposeBrowserContext", Map.of("browserContextId", context), "");
        } catch (WebDriverException e) {
            quit();
            return;
        }
        if (lasting) {
            IDLE.add(this);
        } else {
            quit();
        }
    }

    private String target(String method, Map<String, Object> parameters, String outcome) {
        Command<Map<String, Object>> command = new Command<>("Target." + method, parameters, Json.MAP_TYPE);
        return String.valueOf(connection.sendAndWait(null, command, PATIENCE).get(outcome));
    }

    private void quit() {
        connection.close();
        client.close();
        driver.quit();
        try (Stream<Path> files = Files.walk(profile)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException | UncheckedIOException e) {
            profile.toFile().deleteOnExit();
        }
    }

    /** The driver of the system where there is one; else Selenium gets the one that fits. */
    private static ChromeDriverService service() {
        ChromeDriverService.Builder builder = new ChromeDriverService.Builder().withSilent(true);
        SearchPath.find("chromedriver").map(Path::toFile).ifPresent(builder::usingDriverExecutable);
        return builder.build();
    }

    private ChromeOptions options() {
        ChromeOptions options = new ChromeOptions();
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--disable-gpu",
                "--hide-scrollbars",
                "--lang=en",
                "--window-size=1200,900",
                "--user-data-dir=" + profile);
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.SEVERE);
        options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
        NAMES.stream()
                .map(SearchPath::find)
                .flatMap(Optional::stream)
                .findFirst()
                .map(Path::toFile)
                .ifPresent(options::setBinary);
        return options;
    }
}
