// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.mail;

import ee.passkeys.value.OneLine;

/** Text of users and operators, made fit for one line of a mail. */
final class PlainText {

    private static final int LONGEST = 200;

    private PlainText() {}

    /** The text in one line of at most 200 characters. */
    static String line(String text) {
        String seen = OneLine.of(text);
        return seen.codePointCount(0, seen.length()) <= LONGEST
                ? seen
                : seen.substring(0, seen.offsetByCodePoints(0, LONGEST)) + "…";
    }
}
