// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.install.zip;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipException;

/** One entry of an archive: its record in the directory, and through it the bytes it has in the file. */
public final class ZipEntryRecord {

    private final ByteBuffer entry;
    private final boolean bigOffset;
    private final int offsetAt;
    private final long offset;
    private final long compressedSize;

    private ZipEntryRecord(ByteBuffer entry) throws ZipException {
        this.entry = entry;
        long compressed = Zip.u32(entry, Zip.ENTRY_COMPRESSED);
        this.bigOffset = Zip.u32(entry, Zip.ENTRY_OFFSET) == Zip.FULL_32;
        boolean bigCompressed = compressed == Zip.FULL_32;
        boolean bigUncompressed = Zip.u32(entry, Zip.ENTRY_UNCOMPRESSED) == Zip.FULL_32;
        int at = bigOffset || bigCompressed ? extra64(entry) : 0;
        int compressedAt = at + (bigUncompressed ? Long.BYTES : 0);
        this.compressedSize = bigCompressed ? long64(entry, compressedAt) : compressed;
        this.offsetAt = bigOffset ? compressedAt + (bigCompressed ? Long.BYTES : 0) : Zip.ENTRY_OFFSET;
        this.offset = bigOffset ? long64(entry, offsetAt) : Zip.u32(entry, offsetAt);
    }

    /** Reads the record at which the directory stands, and goes on behind it. */
    static ZipEntryRecord read(ByteBuffer directory) throws ZipException {
        int start = directory.position();
        if (directory.remaining() < Zip.ENTRY_SIZE || directory.getInt(start) != Zip.ENTRY) {
            throw new ZipException("the central directory is damaged");
        }
        int length = Zip.ENTRY_SIZE
                + Zip.u16(directory, start + Zip.ENTRY_NAME_LENGTH)
                + Zip.u16(directory, start + Zip.ENTRY_EXTRA_LENGTH)
                + Zip.u16(directory, start + Zip.ENTRY_COMMENT_LENGTH);
        if (directory.remaining() < length) {
            throw new ZipException("the central directory is damaged");
        }
        if (directory.getShort(start + Zip.ENTRY_DISK) != 0) {
            throw new ZipException("the archive spans several files");
        }
        directory.position(start + length);
        return new ZipEntryRecord(directory.slice(start, length).order(ByteOrder.LITTLE_ENDIAN));
    }

    /**
     * The name of the entry, as a {@code ZipFile} tells it that takes Latin-1 where the entry does not say UTF-8; so any bytes can be read.
     *
     * @return with a slash at its end for a directory
     */
    public String name() {
        boolean utf8 = (Zip.u16(entry, Zip.ENTRY_FLAGS) & Zip.FLAG_UTF_8) != 0;
        return utf8 ? new String(nameBytes(), StandardCharsets.UTF_8) : rawName();
    }

    /** The bytes of the name, one character each. */
    String rawName() {
        return new String(nameBytes(), StandardCharsets.ISO_8859_1);
    }

    private byte[] nameBytes() {
        byte[] name = new byte[Zip.u16(entry, Zip.ENTRY_NAME_LENGTH)];
        entry.get(Zip.ENTRY_SIZE, name);
        return name;
    }

    /** Its time as DOS counts it. */
    int time() {
        return entry.getInt(Zip.ENTRY_TIME);
    }

    /** Where its bytes begin in the file. */
    long offset() {
        return offset;
    }

    long compressedSize() {
        return compressedSize;
    }

    /** The record for an archive in which the bytes begin elsewhere, never later than here. */
    ByteBuffer movedTo(long offset) {
        ByteBuffer moved = Zip.allocate(entry.capacity()).put(0, entry, 0, entry.capacity());
        if (bigOffset) {
            moved.putLong(offsetAt, offset);
        } else {
            moved.putInt(offsetAt, (int) offset);
        }
        return moved;
    }

    /** Where the values of Zip64 begin. */
    private static int extra64(ByteBuffer entry) throws ZipException {
        int at = Zip.ENTRY_SIZE + Zip.u16(entry, Zip.ENTRY_NAME_LENGTH);
        int end = at + Zip.u16(entry, Zip.ENTRY_EXTRA_LENGTH);
        while (at + 4 <= end) {
            if (Zip.u16(entry, at) == Zip.EXTRA_64) {
                return at + 4;
            }
            at += 4 + Zip.u16(entry, at + 2);
        }
        throw new ZipException("the central directory lacks a size or an offset");
    }

    private static long long64(ByteBuffer entry, int at) throws ZipException {
        if (at + Long.BYTES > entry.capacity() || entry.getLong(at) < 0) {
            throw new ZipException("the central directory has a wrong size or offset");
        }
        return entry.getLong(at);
    }
}
