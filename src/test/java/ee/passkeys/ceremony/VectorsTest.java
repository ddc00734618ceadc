// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ceremony;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import ee.passkeys.config.RelyingPartySettings;
import ee.passkeys.problem.Json;
import ee.passkeys.value.Origin;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Ceremonies that others captured or specified get the verdict that their own projects assert. They are read from the directory
 * {@code -Dpasskeys.vectors}; where ours differs, {@code vector-exceptions.txt} says why.
 */
@DisplayName("A third-party ceremony")
class VectorsTest {

    private static final String DIRECTORY = System.getProperty("passkeys.vectors", "");
    private static final String EXCEPTIONS = "vector-exceptions.txt";

    @BeforeEach
    void skipWithoutVectors() {
        assumeFalse(DIRECTORY.isBlank(), "-Dpasskeys.vectors names no directory of third-party ceremonies");
    }

    @TestFactory
    Stream<DynamicTest> getsItsVerdict() throws IOException {
        Map<String, String> exceptions = exceptions();
        return Vector.read(text("vectors.json")).stream()
                .map(vector -> dynamicTest(vector.id(), () -> check(vector, exceptions.get(vector.id()))));
    }

    /** Whatever depends on a choice of the product is chosen in the file, so that it does not change unnoticed. */
    private static void check(Vector vector, String exception) {
        Optional<String> refusal = vector.refusal();
        boolean asExpected = refusal.isEmpty() == vector.expectsAcceptance();
        if (exception == null) {
            assertThat(asExpected)
                    .as(
                            "%s: expected %s, got %s",
                            vector.id(), vector.json().path("expect").asText(), refusal.orElse("accept"))
                    .isTrue();
        } else {
            assertThat(asExpected)
                    .as("an exception that is not needed: " + exception)
                    .isFalse();
        }
    }

    @Test
    void isNamedInTheExceptionsOnlyIfThereIsOne() throws IOException {
        List<String> ids =
                Vector.read(text("vectors.json")).stream().map(Vector::id).toList();

        assertThat(ids).containsAll(exceptions().keySet());
        assertThat(ids).hasSizeGreaterThan(200);
    }

    @TestFactory
    Stream<DynamicTest> matchesOriginsExactly() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        JsonNode cases = Json.readObject(text("origin-matching.json")).path("cases");
        for (JsonNode row : cases) {
            boolean exact = !row.path("allowOriginPort").asBoolean()
                    && !row.path("allowOriginSubdomain").asBoolean();
            if (exact) {
                tests.add(dynamicTest(
                        row.path("allowedOrigins") + " and " + row.path("origin"),
                        () -> assertThat(accepts(row))
                                .isEqualTo(row.path("expect").asText().equals("accept"))));
            }
        }
        assertThat(tests).isNotEmpty();
        return tests.stream();
    }

    private static boolean accepts(JsonNode row) {
        List<Origin> allowed = new ArrayList<>();
        row.path("allowedOrigins").forEach(origin -> origin(origin.asText()).ifPresent(allowed::add));
        allowed.add(new Origin("https://nowhere.invalid"));
        RelyingPartySettings settings = new RelyingPartySettings("localhost", "localhost", allowed, List.of());
        return origin(row.path("origin").asText()).filter(settings::accepts).isPresent();
    }

    private static Optional<Origin> origin(String text) {
        try {
            return Optional.of(new Origin(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Map<String, String> exceptions() throws IOException {
        Map<String, String> exceptions = new TreeMap<>();
        try (InputStream file = VectorsTest.class.getResourceAsStream(EXCEPTIONS)) {
            new String(file.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> exceptions.put(line.split("\\s+", 2)[0], line.split("\\s+", 2)[1]));
        }
        return exceptions;
    }

    private static String text(String file) throws IOException {
        return Files.readString(Path.of(DIRECTORY, file));
    }
}
