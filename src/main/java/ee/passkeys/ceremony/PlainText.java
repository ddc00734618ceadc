// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ceremony;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** Text that people type and other people read: without controls, without marks that turn its direction, and not too long. */
final class PlainText {

    /** Controls, line and paragraph separators, marks of direction, and halves of surrogate pairs. */
    private static final String UNWELCOME = "[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Zl}\\p{Zp}]";

    private PlainText() {}

    /**
     * Checks a text.
     *
     * @param what what it is, for the log
     * @param text what was typed
     * @param longest the most characters it may have
     * @return the text in normal form, without space at its ends
     * @throws CeremonyException {@code malformed-request} when nothing is left, or too much, or what must not be in it
     */
    static String check(String what, String text, int longest) throws CeremonyException {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFC).strip();
        boolean unwelcome = Pattern.compile(UNWELCOME).matcher(plain).find();
        if (plain.isEmpty() || plain.codePointCount(0, plain.length()) > longest || unwelcome) {
            throw new CeremonyException(
                    CeremonyFailure.MALFORMED_REQUEST, what + " is empty, too long, or not plain text");
        }
        return plain;
    }
}
