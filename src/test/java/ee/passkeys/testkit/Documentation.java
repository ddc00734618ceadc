// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the documentation tells people to copy. */
public final class Documentation {

    private static final Path README = Path.of("README.md");
    private static final Path GETTING_STARTED = Path.of("src/site/markdown/getting-started.md");

    private Documentation() {}

    /** The lines for a login page of that kind, {@code jsp}, {@code xhtml} or {@code html}. */
    public static String loginPage(String kind) {
        return block(GETTING_STARTED, "```" + kind + "\n");
    }

    /** The commands that give passkeys to {@code legacy.war} on a server, {@code Payara Micro} or {@code WildFly}. */
    public static List<String> fiveMinutes(String server) {
        return block(README, "On " + server + ", [^`]*```sh\n").lines().toList();
    }

    private static String block(Path page, String beginning) {
        try {
            Matcher block = Pattern.compile("(?s)" + beginning + "(.*?)```")
                    .matcher(Files.readString(page).replace("\n   ", "\n"));
            if (!block.find()) {
                throw new IllegalStateException(page + " has no lines after " + beginning);
            }
            return block.group(1).stripTrailing();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
