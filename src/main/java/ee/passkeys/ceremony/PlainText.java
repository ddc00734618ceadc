// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ceremony;

import ee.passkeys.problem.ProblemCode;
import ee.passkeys.problem.ProblemException;
import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * Plain text that users type and others read: without controls, without marks that change its direction, and of limited length. Joiners are
 * letters of some languages and parts of emoji, and stay where they are.
 */
final class PlainText {

    /** Controls, line and paragraph separators, marks of direction, and halves of surrogate pairs. */
    private static final Pattern UNWELCOME = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Zl}\\p{Zp}]");

    /** The signs of canonical combining class "virama", which Java does not tell. */
    private static final String VIRAMA =
            "[\u094D\u09CD\u0A4D\u0ACD\u0B4D\u0BCD\u0C4D\u0CCD\u0D3B\u0D3C\u0D4D\u0DCA\u0E3A\u0EBA\u0F84\u1039"
                    + "\u103A\u1714\u1734\u17D2\u1A60\u1B44\u1BAA\u1BAB\u1BF2\u1BF3\u2D7F\uA806\uA82C\uA8C4\uA953\uA9C0\uAAF6\uABED]";

    /** A letter, or a mark upon one, of a script whose letters join. */
    private static final String JOINING =
            "[[\\p{IsArabic}\\p{IsSyriac}\\p{IsMongolian}\\p{IsNko}\\p{IsMandaic}\\p{IsPhags_Pa}\\p{IsAdlam}"
                    + "\\p{IsInherited}]&&[\\p{L}\\p{Mn}]]";

    /** What an emoji may begin with, and end with: its picture, a skin tone, or the choice of its colored form. */
    private static final String PICTURE = "[\\p{So}\\p{Sm}\\x{1F000}-\\x{1FAFF}]";

    private static final String PICTURE_END = "[\\p{So}\\p{Sm}\\x{1F000}-\\x{1FAFF}\\uFE0F]";

    /**
     * Joiners where they join, with what they join to: the two rules of RFC 5892, of which the first is read without its table of joining
     * forms, then emoji of several pictures, and the flags of regions. Without a look behind, which does not see all letters beyond 16
     * bits.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc5892#appendix-A.1">RFC 5892, Appendix A.1 and A.2</a>
     */
    private static final Pattern JOINED = Pattern.compile(VIRAMA + "[\u200C\u200D]"
            + "|" + JOINING + "\u200C(?=" + JOINING + ")"
            + "|" + PICTURE_END + "\u200D(?=" + PICTURE + ")"
            + "|\\x{1F3F4}[\\x{E0061}-\\x{E007A}\\x{E0030}-\\x{E0039}]{1,6}\\x{E007F}");

    private PlainText() {}

    /**
     * Checks a text.
     *
     * @param what what it is, for the log
     * @param text what was typed
     * @param longest how long it may be, in UTF-16 units: those of Java, of input fields, and of the columns that count the strictest but
     *     for those in bytes
     * @return the text in normal form, without space at its ends
     * @throws ProblemException {@code malformed-request} when nothing is left, or too much, or what must not be in it
     */
    static String check(String what, String text, int longest) throws ProblemException {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFC).strip();
        if (plain.isEmpty() || plain.length() > longest || isUnwelcome(plain)) {
            throw new ProblemException(ProblemCode.MALFORMED_REQUEST, what + " is empty, too long, or not plain text");
        }
        return plain;
    }

    private static boolean isUnwelcome(String plain) {
        return UNWELCOME.matcher(JOINED.matcher(plain).replaceAll("-")).find();
    }
}
