// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.packaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import ee.passkeys.testkit.Built;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The libraries in the jar are those that the build put there, with the licenses that their POMs tell. */
@DisplayName("The notices of third parties")
class NoticesIT {

    private static final Pattern LIBRARY = Pattern.compile("META-INF/maven/[^/]+/([^/]+)/pom\\.properties");

    /** A row ends with a license, which stands apart. */
    private static final Pattern ROW_END = Pattern.compile("^(.*?)\\s{2,}([A-Z][\\w.-]+)(?: \\(.*\\))?$");

    private static final Pattern NAME = Pattern.compile("[a-z][\\w-]+\\*?");

    /** Names that POMs have for licenses, and the same in SPDX. */
    private static final Map<String, String> IN_SPDX =
            Map.of("BSD-license", "BSD-2-Clause", "CC0 Universal", "CC0-1.0");

    private static final List<String> OUR_OWN = List.of("passkeys-ee");

    private static final Map<String, String> TOLD = new HashMap<>();
    private static final TreeSet<String> LIBRARIES = new TreeSet<>();

    @BeforeAll
    static void read() throws IOException {
        try (JarFile jar = new JarFile(Built.allJar().toFile())) {
            jar.stream()
                    .map(ZipEntry::getName)
                    .map(LIBRARY::matcher)
                    .filter(Matcher::matches)
                    .map(library -> library.group(1))
                    .filter(name -> !OUR_OWN.contains(name))
                    .forEach(LIBRARIES::add);
            String notice = new String(
                    jar.getInputStream(jar.getEntry("META-INF/LICENSE-THIRD-PARTY"))
                            .readAllBytes(),
                    UTF_8);
            readRows(notice.split("\n\n")[1].lines());
        }
    }

    @Test
    void nameEveryLibraryInTheJar() {
        assertThat(LIBRARIES).hasSizeGreaterThan(20).allMatch(library -> license(library) != null);
    }

    @Test
    void nameNoLibraryThatIsNotInTheJar() {
        assertThat(TOLD.keySet()).allMatch(named -> LIBRARIES.stream().anyMatch(library -> isNamed(library, named)));
    }

    @Test
    void tellTheLicenseThatThePomOfTheLibraryTells() throws IOException {
        JsonNode components = new ObjectMapper()
                .readTree(Built.target().resolve("bom.json").toFile())
                .path("components");
        List<String> compared = new ArrayList<>();
        for (JsonNode component : components) {
            String name = component.path("name").asText();
            if (LIBRARIES.contains(name)) {
                JsonNode license = component.path("licenses").path(0).path("license");
                String told = license.path("id").asText(license.path("name").asText());
                assertThat(license(name)).as(name).isEqualTo(IN_SPDX.getOrDefault(told, told));
                compared.add(name);
            }
        }

        assertThat(compared).hasSizeGreaterThan(20);
    }

    private static String license(String library) {
        return TOLD.entrySet().stream()
                .filter(row -> isNamed(library, row.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    /** By its name, by the beginning before a star, or without the version of Java behind it. */
    private static boolean isNamed(String library, String named) {
        return named.endsWith("*")
                ? library.startsWith(named.substring(0, named.length() - 1))
                : library.replaceFirst("_jdk.*", "").equals(named);
    }

    private static void readRows(Stream<String> lines) {
        StringBuilder names = new StringBuilder();
        lines.forEach(line -> {
            Matcher end = ROW_END.matcher(line);
            names.append(' ').append(end.matches() ? end.group(1) : line);
            if (end.matches()) {
                NAME.matcher(names.toString().replaceAll("\\b(with|and)\\b", ""))
                        .results()
                        .forEach(name -> TOLD.put(name.group(), end.group(2)));
                names.setLength(0);
            }
        });
    }
}
