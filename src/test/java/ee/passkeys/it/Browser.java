// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.deque.html.axecore.selenium.AxeBuilder;
import ee.passkeys.testkit.Authenticator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chromium.HasCdp;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;
import org.openqa.selenium.virtualauthenticator.HasVirtualAuthenticator;
import org.openqa.selenium.virtualauthenticator.VirtualAuthenticator;
import org.openqa.selenium.virtualauthenticator.VirtualAuthenticatorOptions;
import org.openqa.selenium.virtualauthenticator.VirtualAuthenticatorOptions.Transport;

/** A browser with nothing in it, without a window, and with authenticators that are software. To be closed. */
public final class Browser implements AutoCloseable, HasVirtualAuthenticator, HasCdp {

    private static final String AXE = axe();

    private final Chromium chromium;
    private final ChromeDriver driver;

    /** Opens one whose user reads English. */
    public Browser() {
        this("en");
    }

    /** Opens one whose user reads that language; with further arguments it is a process of its own. */
    public Browser(String language, String... arguments) {
        chromium = Chromium.with(arguments);
        driver = chromium.open(language);
    }

    @Override
    public VirtualAuthenticator addVirtualAuthenticator(VirtualAuthenticatorOptions options) {
        return driver.addVirtualAuthenticator(options);
    }

    @Override
    public void removeVirtualAuthenticator(VirtualAuthenticator authenticator) {
        driver.removeVirtualAuthenticator(authenticator);
    }

    @Override
    public Map<String, Object> executeCdpCommand(String command, Map<String, Object> parameters) {
        return driver.executeCdpCommand(command, parameters);
    }

    /** Plugs an authenticator in that keeps passkeys, verifies its user and always consents. */
    public Authenticator plugIn(Transport transport) {
        return Authenticator.plugInto(driver, transport);
    }

    public void open(URI address) {
        driver.get(address.toString());
    }

    /** Runs a script before those of every page that is opened meanwhile. */
    public void beforeEachPage(String script, Runnable opens) {
        Object id = driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script))
                .get("identifier");
        try {
            opens.run();
        } finally {
            driver.executeCdpCommand("Page.removeScriptToEvaluateOnNewDocument", Map.of("identifier", id));
        }
    }

    public URI address() {
        return URI.create(driver.getCurrentUrl());
    }

    /** Waits until the browser is at that address. */
    public void arrivesAt(URI address) {
        until(() -> driver.getCurrentUrl().equals(address.toString()), "the browser to be at " + address);
    }

    /** The element, once it is there and can be seen. */
    public WebElement see(String selector) {
        return waiting("to see " + selector)
                .until(ExpectedConditions.visibilityOfElementLocated(By.cssSelector(selector)));
    }

    public List<WebElement> all(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    /** Once it is there and can be; again where the page has put another in its place meanwhile. */
    public void click(String selector) {
        waiting("to click " + selector).until(browser -> {
            WebElement element = ExpectedConditions.elementToBeClickable(By.cssSelector(selector))
                    .apply(browser);
            if (element != null) {
                element.click();
            }
            return element;
        });
    }

    public void type(String selector, String text) {
        WebElement field = see(selector);
        field.clear();
        field.sendKeys(text);
    }

    public String text(String selector) {
        return see(selector).getText();
    }

    /** Waits until there are that many elements that can be seen. */
    public void count(String selector, int number) {
        until(
                () -> all(selector).stream().filter(WebElement::isDisplayed).count() == number,
                number + " times " + selector);
    }

    /** Waits until the element says that. */
    public void says(String selector, String text) {
        until(() -> all(selector).stream().anyMatch(each -> each.getText().contains(text)), selector + ": " + text);
    }

    /** What a page's script gets from an address, as text. */
    public String fetch(URI address) {
        return (String) driver.executeAsyncScript(
                "const [address, done] = arguments;"
                        + "fetch(address).then(async (answer) => done(answer.ok ? await answer.text() : String(answer.status)),"
                        + " (error) => done(String(error)))",
                address.toString());
    }

    /** Does something in a frame of the page. */
    public void inFrame(String selector, Runnable work) {
        driver.switchTo().frame(see(selector));
        try {
            work.run();
        } finally {
            driver.switchTo().defaultContent();
        }
    }

    /** Runs a script in the page. */
    public Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** Runs a script in the page that calls its last argument with the outcome. */
    public Object runAsync(String script, Object... arguments) {
        return driver.executeAsyncScript(script, arguments);
    }

    public void dark(boolean dark) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"),
                                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
    }

    /** Moves the mouse to the corner, away from what reacts to it. */
    public void pointAway() {
        driver.executeCdpCommand("Input.dispatchMouseEvent", Map.of("type", "mouseMoved", "x", 0, "y", 0));
    }

    /** Shows the page as it is printed. */
    public void paper(boolean paper) {
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("media", paper ? "print" : ""));
    }

    public void phone(boolean phone) {
        if (phone) {
            driver.executeCdpCommand(
                    "Emulation.setDeviceMetricsOverride",
                    Map.of("width", 360, "height", 740, "deviceScaleFactor", 2, "mobile", true));
        } else {
            driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
        }
    }

    /** What axe finds wrong with the page, a line each. */
    @SuppressWarnings("unchecked")
    public List<String> violations() {
        if (run("return 'axe' in window").equals(false)) {
            run(AXE);
        }
        return (List<String>) runAsync("""
                axe.run({ resultTypes: ['violations'] }).then(({ violations }) => arguments[0](violations.map(
                  ({ id, help, nodes }) => `${id}: ${help} ${nodes.map(({ html }) => html)}`)));
                """);
    }

    private static String axe() {
        try (InputStream script = AxeBuilder.class.getResourceAsStream("/axe.min.js")) {
            return new String(requireNonNull(script).readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes a picture of the whole page, also of what is below the window. */
    public void screenshot(Path file) {
        // Beyond the viewport, Chromium moves pages that run from right to left.
        Object longer = run("return document.documentElement.scrollHeight > innerHeight");
        capture(file, Map.of("captureBeyondViewport", longer));
    }

    /** Takes a picture of what is on the page, without the empty ground beside it. */
    public void screenshotOfContent(Path file) {
        Object clip = run("""
                const all = [...document.body.querySelectorAll('*')].filter((element) =>
                  element.matches('input, button, img, svg') || [...element.childNodes].some((node) => node.data?.trim()));
                const areas = all.filter((element) => element.checkVisibility()).map((element) => {
                  const range = document.createRange();
                  range.selectNodeContents(element);
                  return element.matches('input, button, img, svg') ? element.getBoundingClientRect() : range.getBoundingClientRect();
                }).filter(({ width }) => width > 0);
                const left = Math.min(...areas.map((area) => area.left));
                const edge = Math.min(left, 24);
                return {
                  x: left - edge, y: 0, scale: 1,
                  width: Math.max(...areas.map(({ right }) => right)) - left + 2 * edge,
                  height: Math.max(...areas.map(({ bottom }) => bottom)) + edge,
                };
                """);
        capture(file, Map.of("captureBeyondViewport", true, "clip", clip));
    }

    private void capture(Path file, Map<String, Object> parameters) {
        Object picture =
                driver.executeCdpCommand("Page.captureScreenshot", parameters).get("data");
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, Base64.getDecoder().decode((String) picture));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the page's script and its security policy complained about; the browser notes, too, that a guest asked who is signed in. */
    public List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(entry -> entry.getMessage())
                .filter(message -> !(message.contains("/passkeys/api/") && message.contains("status of 401")))
                .toList();
    }

    /** Waits until that is so. */
    public void until(BooleanSupplier claim, String words) {
        waiting(words).until(any -> claim.getAsBoolean());
    }

    private WebDriverWait waiting(String words) {
        WebDriverWait wait = new WebDriverWait(driver, Chromium.PATIENCE, Duration.ofMillis(50));
        // Of a page that is being left the driver says a stale element, or an error of the inspector.
        wait.ignoring(WebDriverException.class);
        wait.withMessage(() -> "waited for " + words + " at " + driver.getCurrentUrl());
        return wait;
    }

    @Override
    public void close() {
        chromium.close();
    }
}
