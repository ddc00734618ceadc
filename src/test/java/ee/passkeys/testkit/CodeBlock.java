// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A block of code in the documentation.
 *
 * @param page where it stands
 * @param line its first line there
 * @param language what stands behind the fence, such as {@code java}
 * @param mark the comment on the line before it, such as {@code run by DemoIT} or {@code template: why}
 * @param code the lines in it, without the indentation of the fence
 */
public record CodeBlock(Path page, int line, String language, Optional<String> mark, String code) {

    private static final Pattern BLOCK = Pattern.compile(
            "(?ms)^(?:(?<before> *)<!-- (?<mark>[^\n]*?) -->\n)?(?<indent> *)```(?<language>\\w*)\n(?<code>.*?)^\\k<indent>```$");

    /** All blocks of a page. */
    public static List<CodeBlock> of(Path page) {
        try {
            String text = Files.readString(page);
            return BLOCK.matcher(text)
                    .results()
                    .map(block -> read(page, text, block))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All blocks of the documentation in a language. */
    public static Stream<CodeBlock> in(String language) {
        return Documentation.pages().stream()
                .flatMap(page -> of(page).stream())
                .filter(block -> block.language.equals(language));
    }

    private static CodeBlock read(Path page, String text, MatchResult block) {
        int line = (int) text.substring(0, block.start(4)).lines().count();
        String indent = block.group(3);
        return new CodeBlock(
                page,
                line,
                block.group(4),
                Optional.ofNullable(block.group(2)),
                block.group(5).replaceAll("(?m)^" + indent, ""));
    }

    /** Whether it is for the reader to fill in. */
    public boolean isTemplate() {
        return mark.filter(text -> text.startsWith("template: ")).isPresent();
    }

    @Override
    public String toString() {
        return page + ":" + line;
    }
}
