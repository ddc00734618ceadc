// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ui.loginform;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;

/**
 * Insertion into a page.
 *
 * @param offset number of the bytes before it
 * @param text in ASCII
 */
record Insertion(int offset, String text) {

    /** The page with the insertions; those at the same place in the order of the list. */
    static byte[] into(byte[] page, List<Insertion> insertions) {
        ByteArrayOutputStream grown = new ByteArrayOutputStream(page.length + 512);
        int done = 0;
        for (Insertion next : insertions.stream()
                .sorted(Comparator.comparingInt(Insertion::offset))
                .toList()) {
            grown.write(page, done, next.offset() - done);
            grown.writeBytes(next.text().getBytes(StandardCharsets.US_ASCII));
            done = next.offset();
        }
        grown.write(page, done, page.length - done);
        return grown.toByteArray();
    }
}
