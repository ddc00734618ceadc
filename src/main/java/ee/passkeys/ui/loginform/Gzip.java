// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ui.loginform;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Compressed pages. */
final class Gzip {

    private Gzip() {}

    /** What was compressed; one byte more than the limit where there is more than that. */
    static byte[] unpack(byte[] packed, int limit) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return in.readNBytes(limit + 1);
        }
    }

    static byte[] pack(byte[] page) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(page);
        }
        return packed.toByteArray();
    }
}
