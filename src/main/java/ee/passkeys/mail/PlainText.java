// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.mail;

import java.util.regex.Pattern;

/** Text of users and operators, made fit for one line of a mail. */
final class PlainText {

    /** What would end the line, or make it read otherwise than it is written. */
    private static final Pattern UNSEEN =
            Pattern.compile("[\\p{Cc}\\u2028\\u2029\\u200E\\u200F\\u061C\\u202A-\\u202E\\u2066-\\u2069]+");

    private static final int LONGEST = 200;

    private PlainText() {}

    /** The text in one line of at most 200 characters. */
    static String line(String text) {
        String seen = UNSEEN.matcher(text).replaceAll(" ").strip();
        return seen.codePointCount(0, seen.length()) <= LONGEST
                ? seen
                : seen.substring(0, seen.offsetByCodePoints(0, LONGEST)) + "…";
    }
}
