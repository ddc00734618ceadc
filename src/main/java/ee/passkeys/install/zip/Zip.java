// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.install.zip;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/**
 * Layout of the records of a ZIP file.
 *
 * @see <a href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">.ZIP File Format Specification, section 4</a>
 */
public final class Zip {

    static final int LOCAL = 0x04034b50;
    /** The length of a local header, in bytes, without name and extra field. */
    public static final int LOCAL_SIZE = 30;

    static final int LOCAL_NAME_LENGTH = 26;
    static final int LOCAL_EXTRA_LENGTH = 28;

    static final int ENTRY = 0x02014b50;
    /** The length of a record of the central directory, in bytes, without name, extra field and comment. */
    public static final int ENTRY_SIZE = 46;

    static final int ENTRY_FLAGS = 8;
    static final int ENTRY_TIME = 12;
    /** The place of the compressed size in a record of the central directory. */
    public static final int ENTRY_COMPRESSED = 20;

    static final int ENTRY_UNCOMPRESSED = 24;
    static final int ENTRY_NAME_LENGTH = 28;
    static final int ENTRY_EXTRA_LENGTH = 30;
    static final int ENTRY_COMMENT_LENGTH = 32;
    static final int ENTRY_DISK = 34;
    static final int ENTRY_OFFSET = 42;

    static final int END = 0x06054b50;
    static final int END_SIZE = 22;
    static final int END_COUNT = 10;
    static final int END_LENGTH = 12;
    static final int END_OFFSET = 16;
    static final int END_COMMENT_LENGTH = 20;

    static final int END_64 = 0x06064b50;
    static final int END_64_SIZE = 56;
    static final int END_64_COUNT = 32;
    static final int END_64_LENGTH = 40;
    static final int END_64_OFFSET = 48;

    static final int LOCATOR_64 = 0x07064b50;
    static final int LOCATOR_64_SIZE = 20;
    static final int LOCATOR_64_OFFSET = 8;

    static final int EXTRA_64 = 1;

    static final int FLAG_UTF_8 = 1 << 11;

    /** A field of two bytes with this value is told in the records of Zip64 instead. */
    static final int FULL_16 = 0xffff;

    /** A field of four bytes with this value is told in the records of Zip64 instead. */
    static final long FULL_32 = 0xffff_ffffL;

    private Zip() {}

    static ByteBuffer allocate(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    static int u16(ByteBuffer bytes, int at) {
        return Short.toUnsignedInt(bytes.getShort(at));
    }

    static long u32(ByteBuffer bytes, int at) {
        return Integer.toUnsignedLong(bytes.getInt(at));
    }

    /** Bytes of a file. */
    static ByteBuffer read(FileChannel channel, long at, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, at + bytes.position()) < 0) {
                throw new EOFException("the file ends too early");
            }
        }
        return bytes.flip();
    }
}
