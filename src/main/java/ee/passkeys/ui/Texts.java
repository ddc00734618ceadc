// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ui;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts of the pages and elements by language: the built-in ones, and over them those of the operator's folder. English is built into the
 * scripts, so that it has a file only where the operator gives one. Nothing is parsed where there is no such folder.
 */
final class Texts {

    /** The languages that come with the jar, beside English. */
    static final List<String> BUILT_IN = List.of("ar", "de", "es", "fr", "it", "ja", "nl", "pl", "pt");

    private static final Pattern SERVED = Pattern.compile("(?m)^const SERVED = \\[.*\\];$");
    private static final byte[] NONE = "{}".getBytes(UTF_8);

    private final Map<String, byte[]> files = new TreeMap<>();

    private Texts() {}

    /**
     * Reads all texts.
     *
     * @param folder the operator's folder
     */
    static Texts of(Optional<Path> folder) {
        Texts texts = new Texts();
        BUILT_IN.forEach(name -> texts.files.put(name, PageFile.bytes("texts/" + name + ".json")));
        folder.ifPresent(own -> texts.files.putAll(TextsFolder.over(Map.copyOf(texts.files), own)));
        return texts;
    }

    /** The files by the name of the language in lower case, such as {@code de} or {@code pt-br}. */
    Map<String, byte[]> files() {
        return Collections.unmodifiableMap(files);
    }

    /**
     * The texts of the page of administrators, in the language of a file.
     *
     * @return an object, without texts for a language that we do not have; the operator's own are in {@link #files}
     */
    static byte[] ofAdministration(String name) {
        String language = name.split("-", 2)[0];
        return BUILT_IN.contains(language) ? PageFile.bytes("admin-texts/" + language + ".json") : NONE;
    }

    /** A script that knows which files there are, so that it asks for no other. */
    String announcedIn(String script) {
        String names = files.keySet().stream().map(name -> "'" + name + "'").collect(joining(", "));
        return SERVED.matcher(script).replaceFirst(Matcher.quoteReplacement("const SERVED = [" + names + "];"));
    }
}
