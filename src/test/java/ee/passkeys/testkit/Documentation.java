// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the documentation tells people to copy. */
public final class Documentation {

    private static final Path README = Path.of("README.md");
    private static final Path GETTING_STARTED = Path.of("src/site/markdown/getting-started.md");

    /** Commands on the database begin so. */
    public static final String ADMINISTRATION = "(users|passkeys|codes|settings|audit) .*";

    private static final Pattern COMMAND =
            Pattern.compile("java -jar passkeys-ee-(?:<version>|[\\d.]+)-all\\.jar (\\S+ [^`\n#|]+)");

    /** They tell what was, or print what the program prints. */
    private static final Pattern WITHOUT_COMMANDS = Pattern.compile("changes|command-line|decisions");

    private Documentation() {}

    /** The words of all commands of the jar that stand on the pages, with arguments. */
    public static Stream<String> commands() {
        return pages().stream()
                .filter(page -> !WITHOUT_COMMANDS.matcher(page.toString()).find())
                .map(page -> text(page).replaceAll("(?<=java|-jar)\\n *", " "))
                .flatMap(page -> COMMAND.matcher(page).results())
                .map(command -> command.group(1).strip());
    }

    /** The lines for a login page of that kind, {@code jsp}, {@code xhtml} or {@code html}. */
    public static String loginPage(String kind) {
        return block(GETTING_STARTED, "```" + kind + "\n");
    }

    /** The commands that give passkeys to {@code legacy.war} on a server, {@code Payara Micro} or {@code WildFly}. */
    public static List<String> fiveMinutes(String server) {
        return block(README, "On " + server + ", [^`]*```sh\n").lines().toList();
    }

    /** All pages of the documentation. */
    public static List<Path> pages() {
        try (Stream<Path> site = Files.walk(Path.of("src/site/markdown"));
                Stream<Path> scripts = Files.walk(Path.of("server-config"));
                Stream<Path> forContributors = Files.walk(Path.of(".github"))) {
            return Stream.of(Stream.of(README), site, scripts, forContributors)
                    .flatMap(paths -> paths)
                    .filter(path -> path.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String block(Path page, String beginning) {
        Matcher block = Pattern.compile("(?s)" + beginning + "(.*?)```")
                .matcher(text(page).replace("\n   ", "\n"));
        if (!block.find()) {
            throw new IllegalStateException(page + " has no lines after " + beginning);
        }
        return block.group(1).stripTrailing();
    }

    private static String text(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
