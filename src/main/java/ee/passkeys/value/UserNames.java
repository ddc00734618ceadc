// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.value;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Folds the spellings of a user name that realms take for one: letter case, width and other compatible forms, blanks at the ends and in a
 * row, and characters that are not seen. This is what RFC 8265 (UsernameCaseMapped) and the preparation of names in LDAP (RFC 4518) have in
 * common and more, because a rule that restricts a user must hold in every spelling that some realm takes.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8265#section-3.3">RFC 8265, 3.3. UsernameCaseMapped Profile</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4518#section-2">RFC 4518, 2. String Preparation</a>
 */
public final class UserNames {

    private static final Pattern BLANKS = Pattern.compile("[\\p{Cntrl}\\p{Z}&&[^\\u200b]]+");

    private static final Pattern UNSEEN =
            Pattern.compile("[\\p{Cf}\\u034f\\u115f\\u1160\\u17b4\\u17b5\\ufe00-\\ufe0f]+");

    private static final Pattern SPACES = Pattern.compile(" +");

    private UserNames() {}

    /**
     * Returns the same text for all spellings of a name.
     *
     * @param name a user name in any spelling
     * @return a text to compare and to look up with, never to show or to sign in as; empty for a name that has nothing but blanks
     */
    public static String fold(String name) {
        String compatible = Normalizer.normalize(name, Form.NFKC);
        String lower = compatible.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        String spaced = BLANKS.matcher(Normalizer.normalize(lower, Form.NFKC)).replaceAll(" ");
        String seen = UNSEEN.matcher(spaced).replaceAll("");
        return SPACES.matcher(seen).replaceAll(" ").strip();
    }

    /**
     * Tells whether two names are spellings of one.
     *
     * @param a a name
     * @param b another
     * @return true when they fold to the same text
     */
    public static boolean same(String a, String b) {
        return a.equals(b) || fold(a).equals(fold(b));
    }
}
