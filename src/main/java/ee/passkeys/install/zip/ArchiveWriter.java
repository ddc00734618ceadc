// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.install.zip;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writer of a changed archive, without some entries and with new ones at its end. The bytes of all the others are copied as they are:
 * nothing is unpacked, and nothing is held in memory but the directory.
 */
public final class ArchiveWriter {

    private static final short NO_COMPRESSION = 0;
    private static final short VERSION = 20;
    private static final short VERSION_64 = 45;

    /** A regular file that all may read, as Unix writes it. */
    private static final int MADE_BY_UNIX = 3 << 8;

    private static final int READABLE_FILE = 0100644 << 16;

    private final FileChannel from;
    private final FileChannel to;

    private ArchiveWriter(FileChannel from, FileChannel to) {
        this.from = from;
        this.to = to;
    }

    /**
     * Copies an archive.
     *
     * @param archive what is copied
     * @param left the names that are left out
     * @param added what is added
     * @param to where it goes to, which must be empty
     * @throws IOException when the archive cannot be read or the copy cannot be written
     */
    public static void write(Archive archive, Set<String> left, List<NewEntry> added, FileChannel to)
            throws IOException {
        try (FileChannel from = FileChannel.open(archive.file())) {
            ArchiveWriter rewriting = new ArchiveWriter(from, to);
            List<ByteBuffer> entries = rewriting.copy(archive, left);
            for (NewEntry entry : added) {
                entries.add(rewriting.append(entry));
            }
            rewriting.finish(entries, archive.comment());
        }
    }

    /** Copies the bytes of the entries, and gives the records for the new directory, in the order of the old one. */
    private List<ByteBuffer> copy(Archive archive, Set<String> left) throws IOException {
        List<ZipEntryRecord> members = archive.inFileOrder();
        transfer(
                0, members.isEmpty() ? archive.directoryStart() : members.get(0).offset());
        Map<ZipEntryRecord, Long> places = new HashMap<>();
        for (int i = 0; i < members.size(); i++) {
            ZipEntryRecord member = members.get(i);
            if (!left.contains(member.name())) {
                places.put(member, to.position());
                boolean last = i + 1 == members.size();
                transfer(
                        member.offset(),
                        last ? archive.directoryStart() : members.get(i + 1).offset());
            }
        }
        List<ByteBuffer> entries = new ArrayList<>();
        for (ZipEntryRecord member : archive.members()) {
            Long place = places.get(member);
            if (place != null) {
                entries.add(member.movedTo(place));
            }
        }
        return entries;
    }

    private void transfer(long start, long end) throws IOException {
        long at = start;
        while (at < end) {
            long moved = from.transferTo(at, end - at, to);
            if (moved <= 0) {
                throw new IOException("the file became shorter while it was read");
            }
            at += moved;
        }
    }

    /** Appends a file as it is, and gives its record for the directory. */
    private ByteBuffer append(NewEntry added) throws IOException {
        if (added.size() >= Zip.FULL_32) {
            throw new IOException(added.name() + " is too long");
        }
        byte[] nameBytes = added.name().getBytes(StandardCharsets.US_ASCII);
        long offset = to.position();
        ByteBuffer facts = facts(added, nameBytes.length);
        write(Zip.allocate(Zip.LOCAL_SIZE + nameBytes.length)
                .putInt(Zip.LOCAL)
                .putShort(VERSION)
                .put(facts.duplicate())
                .putShort((short) 0)
                .put(nameBytes));
        added.content().writeTo(to);
        return entry(facts, nameBytes, offset);
    }

    /** What the entry says in both places, from the flags to the length of its name. */
    private static ByteBuffer facts(NewEntry added, int nameLength) {
        return Zip.allocate(22)
                .putShort((short) 0)
                .putShort(NO_COMPRESSION)
                .putInt(added.time())
                .putInt(added.crc())
                .putInt((int) added.size())
                .putInt((int) added.size())
                .putShort((short) nameLength)
                .flip();
    }

    private static ByteBuffer entry(ByteBuffer facts, byte[] name, long offset) {
        boolean big = offset >= Zip.FULL_32;
        int extra = big ? 4 + Long.BYTES : 0;
        short needed = big ? VERSION_64 : VERSION;
        ByteBuffer entry = Zip.allocate(Zip.ENTRY_SIZE + name.length + extra)
                .putInt(Zip.ENTRY)
                .putShort((short) (MADE_BY_UNIX | needed))
                .putShort(needed)
                .put(facts.duplicate())
                .putShort((short) extra)
                .position(Zip.ENTRY_OFFSET - 4)
                .putInt(READABLE_FILE)
                .putInt((int) Math.min(offset, Zip.FULL_32))
                .put(name);
        if (big) {
            entry.putShort((short) Zip.EXTRA_64).putShort((short) Long.BYTES).putLong(offset);
        }
        return entry.flip();
    }

    private void finish(List<ByteBuffer> entries, String comment) throws IOException {
        long start = to.position();
        for (ByteBuffer entry : entries) {
            writeAll(entry);
        }
        long length = to.position() - start;
        if (entries.size() >= Zip.FULL_16 || length >= Zip.FULL_32 || start >= Zip.FULL_32) {
            finish64(entries.size(), length, start);
        }
        short count = (short) Math.min(entries.size(), Zip.FULL_16);
        write(Zip.allocate(Zip.END_SIZE + comment.length())
                .putInt(Zip.END)
                .putInt(0)
                .putShort(count)
                .putShort(count)
                .putInt((int) Math.min(length, Zip.FULL_32))
                .putInt((int) Math.min(start, Zip.FULL_32))
                .putShort((short) comment.length())
                .put(comment.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private void finish64(long count, long length, long start) throws IOException {
        long end = to.position();
        write(Zip.allocate(Zip.END_64_SIZE + Zip.LOCATOR_64_SIZE)
                .putInt(Zip.END_64)
                .putLong(Zip.END_64_SIZE - 12)
                .putShort((short) (MADE_BY_UNIX | VERSION_64))
                .putShort(VERSION_64)
                .putLong(0)
                .putLong(count)
                .putLong(count)
                .putLong(length)
                .putLong(start)
                .putInt(Zip.LOCATOR_64)
                .putInt(0)
                .putLong(end)
                .putInt(1));
    }

    private void write(ByteBuffer bytes) throws IOException {
        writeAll(bytes.flip());
    }

    private void writeAll(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            to.write(bytes);
        }
    }
}
