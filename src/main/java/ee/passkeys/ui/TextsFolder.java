// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ui;

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
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Folder with texts of the operator, one file a language, which are laid over those that we have. A file that cannot be read is left out with a
 * warning: texts are no reason to keep users from signing in.
 */
final class TextsFolder {

    private static final Logger LOG = ApplicationLog.of(TextsFolder.class);
    private static final Pattern FILE = Pattern.compile("([a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3})\\.json");
    private static final Pattern KEY = Pattern.compile("[a-z-]{1,64}");
    private static final int MOST_LANGUAGES = 100;
    private static final int LONGEST_FILE = 128 * 1024;
    private static final int LONGEST_TEXT = 2000;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final Map<String, byte[]> builtIn;
    private final Map<String, ObjectNode> tables = new TreeMap<>();

    private TextsFolder(Map<String, byte[]> builtIn) {
        this.builtIn = builtIn;
    }

    /**
     * Reads the files of a folder.
     *
     * @param builtIn the files that we have, by the name of the language
     * @return the files that take their places, by the name of the language in lower case
     */
    static Map<String, byte[]> over(Map<String, byte[]> builtIn, Path folder) {
        TextsFolder texts = new TextsFolder(builtIn);
        texts.addAll(folder);
        Map<String, byte[]> files = new TreeMap<>();
        texts.tables.forEach((name, table) -> files.put(name, bytes(table)));
        return files;
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
        return known == null ? builtIn(language) : known.deepCopy();
    }

    private ObjectNode builtIn(String language) {
        byte[] file = builtIn.get(language);
        try {
            return file == null ? JSON.createObjectNode() : JSON.readValue(file, ObjectNode.class);
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
