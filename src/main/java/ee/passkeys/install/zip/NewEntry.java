// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.install.zip;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

/**
 * File that becomes an uncompressed entry of an archive.
 *
 * @param name the entry
 * @param time its time as DOS counts it
 * @param size its length in bytes
 * @param crc its checksum
 * @param content what writes it
 */
public record NewEntry(String name, int time, long size, int crc, Output.Content content) {

    /**
     * An entry made of a file.
     *
     * @param name the name of the entry
     * @param file the file, which is read once for its checksum and once when it is written
     * @return the entry
     * @throws IOException when the file cannot be read
     */
    public static NewEntry of(String name, Path file) throws IOException {
        CRC32 crc = new CRC32();
        try (CheckedInputStream in = new CheckedInputStream(Files.newInputStream(file), crc)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        long size = Files.size(file);
        return new NewEntry(name, time(file), size, (int) crc.getValue(), to -> {
            try (FileChannel from = FileChannel.open(file)) {
                if (from.transferTo(0, size, to) != size) {
                    throw new IOException(file + " became shorter while it was read");
                }
            }
        });
    }

    /**
     * An entry that takes the place of another one, with its name and time.
     *
     * @param member the entry that is replaced
     * @param bytes the new content
     * @return the entry
     */
    public static NewEntry inPlaceOf(ZipEntryRecord member, byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return new NewEntry(member.name(), member.time(), bytes.length, (int) crc.getValue(), to -> {
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                to.write(left);
            }
        });
    }

    /** The time of the file, which has no time zone in DOS, in steps of two seconds. */
    private static int time(Path file) throws IOException {
        LocalDateTime time =
                LocalDateTime.ofInstant(Files.getLastModifiedTime(file).toInstant(), ZoneId.systemDefault());
        int date = Math.max(time.getYear() - 1980, 0) << 9 | time.getMonthValue() << 5 | time.getDayOfMonth();
        return date << 16 | time.getHour() << 11 | time.getMinute() << 5 | time.getSecond() / 2;
    }
}
