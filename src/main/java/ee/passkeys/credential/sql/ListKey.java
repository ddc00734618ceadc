// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.sql;

import static java.nio.charset.StandardCharsets.UTF_8;

import ee.passkeys.value.UserBase;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Key by which lists of users are sorted, paged and searched: the beginning of a hash of the user base, and the beginning of the name in lower
 * case. It has the letters {@code a} to {@code p} alone, one for each half of a byte, which every database sorts in the same way, and fits an
 * index. Different names may share a key.
 */
public final class ListKey {

    private static final int BASE_BYTES = 8;
    private static final int NAME_BYTES = 56;

    /** Behind all letters of a key. */
    private static final char END = 'q';

    private ListKey() {}

    /**
     * Returns the key of a user.
     *
     * @param users the user base
     * @param caller the name in the container
     * @return at most 128 letters
     */
    public static String of(UserBase users, String caller) {
        return letters(HexFormat.of().parseHex(HashedKeys.ofApplication(users.id())), BASE_BYTES)
                + letters(folded(caller), NAME_BYTES);
    }

    /**
     * Returns the end of the range of keys that begin with a key.
     *
     * @param key the key of the beginning of a name
     * @return the least text behind all of them
     */
    static String end(String key) {
        return key + END;
    }

    /**
     * Tells whether the key of the beginning of a name has all of it.
     *
     * @param prefix how names begin
     * @return false where names that begin otherwise have keys that begin in the same way
     */
    static boolean holds(String prefix) {
        return folded(prefix).length <= NAME_BYTES;
    }

    private static byte[] folded(String name) {
        return name.toLowerCase(Locale.ROOT).getBytes(UTF_8);
    }

    private static String letters(byte[] bytes, int most) {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < Math.min(bytes.length, most); i++) {
            letters.append((char) ('a' + (bytes[i] >> 4 & 15))).append((char) ('a' + (bytes[i] & 15)));
        }
        return letters.toString();
    }
}
