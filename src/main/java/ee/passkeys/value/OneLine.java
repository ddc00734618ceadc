// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.value;

import java.util.regex.Pattern;

/** Text of users and operators, made fit for one line that others read. */
public final class OneLine {

    /** What would end the line, or make it read otherwise than it is written. */
    private static final Pattern UNSEEN =
            Pattern.compile("[\\p{Cc}\\u2028\\u2029\\u200E\\u200F\\u061C\\u202A-\\u202E\\u2066-\\u2069]+");

    private OneLine() {}

    /**
     * Returns a text without controls, line separators and marks of direction.
     *
     * @param text what was typed
     * @return the text with a space in place of each run of them, without space at its ends
     */
    public static String of(String text) {
        return UNSEEN.matcher(text).replaceAll(" ").strip();
    }
}
