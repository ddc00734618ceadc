// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The sentences of a page, without its code. A name of code within a sentence is a word of two syllables, as long as an average one is.
 *
 * @param text words, and what divides them
 */
public record Prose(String text) {

    private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z]*(?:['-][A-Za-z]+)*");
    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?])\\s+");
    private static final Pattern PARAGRAPH_END = Pattern.compile("\n\\s*\n|\n\\s*(?:[-*]|\\d+\\.) ");

    /** At the end of a word, they are not heard. */
    private static final Pattern SILENT = Pattern.compile("(?:[^laeiouy]es|[^laeiouytd]ed|[^laeiouy]e)$");

    private static final Pattern VOWELS = Pattern.compile("[aeiouy]+");
    private static final int SHORT = 3;

    /** A page in Markdown: paragraphs, items, headings and rows of tables. */
    public static Prose of(Path page) {
        try {
            return new Prose(Files.readString(page)
                    .replaceAll("(?ms)^ *```.*?^ *```$", "")
                    .replaceAll("(?s)<!--.*?-->", "")
                    .replaceAll("`[^`]*`", "setting")
                    .replaceAll("!?\\[([^\\]]*)\\]\\([^)]*\\)", "$1")
                    .replaceAll("<https?:[^>]*>|https?:\\S+", "setting"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All words. */
    public Stream<String> words() {
        return WORD.matcher(text).results().map(MatchResult::group);
    }

    /** The grade at an American school that its sentences ask for, by Flesch and Kincaid. Rows of tables and headings have no sentences. */
    public double grade() {
        List<List<String>> sentences = Stream.of(PARAGRAPH_END.split("\n" + text))
                .filter(paragraph -> !paragraph.stripLeading().startsWith("|")
                        && !paragraph.stripLeading().startsWith("#"))
                .flatMap(paragraph -> Stream.of(SENTENCE_END.split(paragraph)))
                .map(sentence -> new Prose(sentence).words().toList())
                .filter(words -> !words.isEmpty())
                .toList();
        double words = sentences.stream().mapToInt(List::size).sum();
        double syllables = sentences.stream()
                .flatMap(List::stream)
                .mapToInt(Prose::syllables)
                .sum();
        return 0.39 * words / sentences.size() + 11.8 * syllables / words - 15.59;
    }

    private static int syllables(String word) {
        String heard = word.toLowerCase(Locale.ROOT);
        if (heard.length() > SHORT) {
            heard = SILENT.matcher(heard).replaceAll(end -> end.group().substring(0, 1));
        }
        return Math.max(1, (int) VOWELS.matcher(heard).results().count());
    }
}
