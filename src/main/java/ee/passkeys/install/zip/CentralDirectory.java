// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.install.zip;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipException;

/**
 * Position of the central directory of a ZIP file, as stated at its end.
 *
 * @param start where it begins in the file
 * @param length its bytes
 * @param count its entries
 * @param comment the archive's own comment, one character a byte
 */
record CentralDirectory(long start, long length, long count, String comment) {

    /** Finds it; what ends in no such record is not a ZIP file. */
    static CentralDirectory find(FileChannel channel) throws IOException {
        int tailLength = (int) Math.min(channel.size(), Zip.END_SIZE + Zip.FULL_16);
        long tailStart = channel.size() - tailLength;
        ByteBuffer tail = Zip.read(channel, tailStart, tailLength);
        for (int at = tailLength - Zip.END_SIZE; at >= 0; at--) {
            int commentLength = tailLength - Zip.END_SIZE - at;
            if (tail.getInt(at) == Zip.END && Zip.u16(tail, at + Zip.END_COMMENT_LENGTH) == commentLength) {
                return read(
                        channel, tailStart + at, tail.slice(at, tailLength - at).order(tail.order()));
            }
        }
        throw new ZipException("the file is not a ZIP file");
    }

    private static CentralDirectory read(FileChannel channel, long endStart, ByteBuffer end) throws IOException {
        String comment = StandardCharsets.ISO_8859_1
                .decode(end.slice(Zip.END_SIZE, end.capacity() - Zip.END_SIZE))
                .toString();
        long locatorStart = endStart - Zip.LOCATOR_64_SIZE;
        if (locatorStart >= 0) {
            ByteBuffer locator = Zip.read(channel, locatorStart, Zip.LOCATOR_64_SIZE);
            if (locator.getInt(0) == Zip.LOCATOR_64) {
                return read64(channel, locator.getLong(Zip.LOCATOR_64_OFFSET), locatorStart, comment);
            }
        }
        CentralDirectory directory = new CentralDirectory(
                Zip.u32(end, Zip.END_OFFSET), Zip.u32(end, Zip.END_LENGTH), Zip.u16(end, Zip.END_COUNT), comment);
        return directory.endingAt(endStart);
    }

    private static CentralDirectory read64(FileChannel channel, long endStart, long locatorStart, String comment)
            throws IOException {
        if (endStart < 0 || endStart > locatorStart - Zip.END_64_SIZE) {
            throw new ZipException("the central directory is not at its offset");
        }
        ByteBuffer end = Zip.read(channel, endStart, Zip.END_64_SIZE);
        if (end.getInt(0) != Zip.END_64) {
            throw new ZipException("the central directory is not at its offset");
        }
        CentralDirectory directory = new CentralDirectory(
                end.getLong(Zip.END_64_OFFSET), end.getLong(Zip.END_64_LENGTH), end.getLong(Zip.END_64_COUNT), comment);
        return directory.endingAt(endStart);
    }

    /** Bytes between the directory and the end, or before the beginning, would be read by some programs and not by others. */
    private CentralDirectory endingAt(long end) throws ZipException {
        if (start < 0 || length < 0 || start > end || length != end - start) {
            throw new ZipException("the central directory is not at its offset");
        }
        return this;
    }
}
