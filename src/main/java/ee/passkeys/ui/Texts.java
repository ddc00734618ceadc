// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ui;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ee.passkeys.value.ApplicationLog;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Texts of the pages and elements by language: the built-in ones, and over them those of the operator's folder. English is built into the
 * scripts, so that it has a file only where the operator gives one. A file that cannot be read is left out with a warning: texts are no reason
 * to keep users from signing in.
 */
final class Texts {

    /** The languages that come with the jar, beside English. */
    static final List<String> BUILT_IN = List.of("ar", "de", "es", "fr", "it", "ja", "nl", "pl", "pt");

    private static final Logger LOG = ApplicationLog.of(Texts.class);
    private static final Pattern FILE = Pattern.compile("([a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3})\\.json");
    private static final Pattern SERVED = Pattern.compile("(?m)^const SERVED = \\[.*\\];$");
    private static final Pattern KEY = Pattern.compile("[a-z-]{1,64}");
    private static final int MOST_LANGUAGES = 100;
    private static final int LONGEST_FILE = 128 * 1024;
    private static final int LONGEST_TEXT = 2000;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final Map<String, ObjectNode> tables = new TreeMap<>();

    private Texts() {}

    /**
     * Reads all texts.
     *
     * @param folder the operator's folder
     */
    static Texts of(Optional<Path> folder) {
        Texts texts = new Texts();
        BUILT_IN.forEach(name -> texts.tables.put(name, builtIn(name)));
        folder.ifPresent(texts::addAll);
        return texts;
    }

    /** The files by the name of the language in lower case, such as {@code de} or {@code pt-br}. */
    Map<String, byte[]> files() {
        Map<String, byte[]> files = new TreeMap<>();
        tables.forEach((name, table) -> files.put(name, bytes(table)));
        return files;
    }

    /**
     * The texts of the page of administrators, in the language of a file.
     *
     * @return an object, without texts for a language that we do not have; the operator's own are in {@link #files}
     */
    static byte[] ofAdministration(String name) {
        String language = name.split("-", 2)[0];
        return BUILT_IN.contains(language)
                ? PageFile.bytes("admin-texts/" + language + ".json")
                : bytes(JSON.createObjectNode());
    }

    /** A script that knows which files there are, so that it asks for no other. */
    String announcedIn(String script) {
        String names = tables.keySet().stream().map(name -> "'" + name + "'").collect(joining(", "));
        return SERVED.matcher(script).replaceFirst(Matcher.quoteReplacement("const SERVED = [" + names + "];"));
    }

    // A language before its regions, which begin with what the language has.
    private void addAll(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            files.sorted(Comparator.comparing(file -> name(file).replace('.', ' ')))
                    .limit(MOST_LANGUAGES)
                    .forEach(this::add);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "Texts of " + folder + " cannot be read; the built-in texts are used", e);
        }
    }

    private void add(Path file) {
        Matcher language = FILE.matcher(name(file));
        if (!language.matches()) {
            return;
        }
        try {
            ObjectNode own = checked(read(file));
            String name = language.group(1);
            ObjectNode table = base(name);
            table.setAll(own);
            tables.put(name, table);
        } catch (IOException | IllegalArgumentException e) {
            LOG.log(
                    Level.WARNING,
                    "Texts of {0} are left out: {1}. The file must be a JSON object of at most {2} KiB whose keys and values are those"
                            + " of a built-in language.",
                    file,
                    reason(e),
                    LONGEST_FILE / 1024);
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    // Without the source, of which Jackson shows the beginning.
    private static String reason(Exception e) {
        return e instanceof JacksonException malformed
                ? malformed.getOriginalMessage()
                : String.valueOf(e.getMessage());
    }

    private static ObjectNode read(Path file) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) > LONGEST_FILE) {
            throw new IllegalArgumentException("it is no file, or too large");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return JSON.readValue(in, JsonNode.class) instanceof ObjectNode table ? table : reject("it is no object");
        }
    }

    private static ObjectNode checked(ObjectNode table) {
        for (Map.Entry<String, JsonNode> entry : table.properties()) {
            if (!KEY.matcher(entry.getKey()).matches()) {
                reject("a key has other characters than lower-case letters and hyphens");
            }
            if (!entry.getValue().isTextual() || entry.getValue().textValue().length() > LONGEST_TEXT) {
                reject(entry.getKey() + " is no text of at most " + LONGEST_TEXT + " characters");
            }
        }
        return table;
    }

    private static ObjectNode reject(String reason) {
        throw new IllegalArgumentException(reason);
    }

    private ObjectNode base(String name) {
        String language = name.split("-", 2)[0];
        ObjectNode known = tables.getOrDefault(name, tables.get(language));
        return known == null ? JSON.createObjectNode() : known.deepCopy();
    }

    private static ObjectNode builtIn(String name) {
        try {
            return JSON.readValue(PageFile.bytes("texts/" + name + ".json"), ObjectNode.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(ObjectNode table) {
        try {
            return JSON.writeValueAsBytes(table);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
