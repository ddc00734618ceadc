// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.testkit.ApiClient;
import ee.passkeys.testkit.Built;
import ee.passkeys.testkit.CodeBlock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Publishes the well-known files of an application that is at a path of its host. */
final class WellKnownJob {

    private static final String SETTINGS = """
            passkeys.rp.id=example.com
            passkeys.origins=https://example.com,https://example.fr,android:apk-key-hash:pNiP5iKyQ8JwgGOaKA1zGPUPJIS-0H1xKCQcfIoGLck
            passkeys.android.packages=com.example.app
            passkeys.ios.apps=ABCDE12345.com.example.app
            """;

    private static final Map<String, String> FILES = Map.of(
            "webauthn", "{\"origins\":[\"https://example.fr\"]}",
            "passkey-endpoints", "https://example.com/shop/passkeys/",
            "assetlinks.json", "com.example.app",
            "apple-app-site-association", "ABCDE12345.com.example.app");

    private final List<String> lines;
    private final ApiClient browser;

    /** Takes the page of the server, whose lines are typed, and the root of the host. */
    WellKnownJob(Path page, URI root) {
        this.lines = CodeBlock.of(page).stream()
                .filter(block -> block.code().contains(" wellknown "))
                .flatMap(block -> block.code().lines())
                .toList();
        this.browser = new ApiClient(root);
    }

    /** Writes the files as the first line says. */
    void write(Path directory, UnaryOperator<String> own) {
        List<String> command = new ArrayList<>(ServerProcess.java(List.of()));
        Stream.of(lines.get(0).split(" "))
                .skip(1)
                .map(word -> word.startsWith("passkeys-ee-") ? Built.allJar().toString() : own.apply(word))
                .forEach(command::add);
        try {
            Files.writeString(directory.resolve("settings.properties"), SETTINGS);
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(said).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The lines behind the first. */
    List<String> others() {
        return lines.subList(1, lines.size());
    }

    void areServed() {
        FILES.forEach((name, content) -> {
            ApiClient.Answer file = browser.page(".well-known/" + name);
            assertThat(file.status()).as(name).isEqualTo(200);
            assertThat(file.header("Content-Type")).as(name).isEqualTo("application/json");
            assertThat(file.header("X-Content-Type-Options")).as(name).isEqualTo("nosniff");
            assertThat(file.response().body()).as(name).contains(content);
        });
        for (String other : List.of("", "nothing", "webauthn/", "..%2Fstandalone.xml")) {
            assertThat(browser.page(".well-known/" + other).status()).as(other).isNotEqualTo(200);
        }
    }

    void areNotThere() {
        FILES.keySet()
                .forEach(name -> assertThat(browser.page(".well-known/" + name).status())
                        .as(name)
                        .isEqualTo(404));
    }
}
