// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the README tells people to copy. */
public final class Readme {

    private Readme() {}

    /** The lines for a login page of that kind, {@code jsp}, {@code xhtml} or {@code html}, as they stand in the README. */
    public static String loginPage(String kind) {
        try {
            Matcher block = Pattern.compile("(?s)```" + kind + "\n(.*?)```")
                    .matcher(Files.readString(Path.of("README.md")).replace("\n   ", "\n"));
            if (!block.find()) {
                throw new IllegalStateException("The README has no lines for " + kind + ".");
            }
            return block.group(1).stripTrailing();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
