// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.install.zip;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipException;

/**
 * ZIP file as described by its central directory. Two programs could read a hostile one differently, so that only files are taken in which
 * there is one way to read: no name twice, no name that leads out of the archive, no overlap, and local names as in the directory.
 *
 * @param file where it is
 * @param members its entries, in the order of the directory
 * @param directoryStart where the directory begins in the file
 * @param comment the archive's own comment
 */
public record Archive(Path file, List<ZipEntryRecord> members, long directoryStart, String comment) {

    private static final long MOST_DIRECTORY = 1L << 28;

    /**
     * Reads and checks the central directory of an archive.
     *
     * @param file its path
     * @return its entries
     * @throws IOException when the file cannot be read, or is not a sound ZIP file
     */
    public static Archive read(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            CentralDirectory directory = CentralDirectory.find(channel);
            List<ZipEntryRecord> members = members(channel, directory);
            refuseHostileNames(members);
            Archive archive = new Archive(file, members, directory.start(), directory.comment());
            archive.refuseOverlaps(channel);
            return archive;
        }
    }

    /** The entries in the order of their bytes. */
    List<ZipEntryRecord> inFileOrder() {
        return members.stream()
                .sorted(Comparator.comparingLong(ZipEntryRecord::offset))
                .toList();
    }

    /**
     * Whether there is an entry.
     *
     * @param name the name of the entry
     * @return true where there is at least one
     */
    public boolean has(String name) {
        return members.stream().anyMatch(member -> member.name().equals(name));
    }

    private static List<ZipEntryRecord> members(FileChannel channel, CentralDirectory directory) throws IOException {
        if (directory.length() > MOST_DIRECTORY) {
            throw new ZipException("the central directory is too long");
        }
        ByteBuffer bytes = Zip.read(channel, directory.start(), (int) directory.length());
        List<ZipEntryRecord> members = new ArrayList<>();
        while (bytes.hasRemaining()) {
            members.add(ZipEntryRecord.read(bytes));
        }
        if (members.size() != directory.count()) {
            throw new ZipException("the central directory has a wrong number of entries");
        }
        return List.copyOf(members);
    }

    private static void refuseHostileNames(List<ZipEntryRecord> members) throws ZipException {
        Set<String> names = new HashSet<>();
        for (ZipEntryRecord member : members) {
            String name = member.rawName();
            if (!name.matches("(?![A-Za-z]:)[^/\\\\\\x00][^\\\\\\x00]*")
                    || List.of(name.split("/")).contains("..")) {
                throw new ZipException(
                        "an entry has the name \"" + printable(name) + "\", which could point outside of it");
            }
            if (!names.add(name.endsWith("/") ? name.substring(0, name.length() - 1) : name)) {
                throw new ZipException("two entries have the name \"" + printable(name) + "\"");
            }
        }
    }

    private void refuseOverlaps(FileChannel channel) throws IOException {
        long free = 0;
        for (ZipEntryRecord member : inFileOrder()) {
            long start = member.offset();
            if (start < free || start + Zip.LOCAL_SIZE > directoryStart) {
                throw new ZipException("two entries overlap");
            }
            ByteBuffer header = Zip.read(channel, start, Zip.LOCAL_SIZE);
            int nameLength = Zip.u16(header, Zip.LOCAL_NAME_LENGTH);
            long data = start + Zip.LOCAL_SIZE + nameLength + Zip.u16(header, Zip.LOCAL_EXTRA_LENGTH);
            if (header.getInt(0) != Zip.LOCAL || data > directoryStart - member.compressedSize()) {
                throw new ZipException("an entry is not at the offset in the central directory");
            }
            if (!member.rawName().equals(text(Zip.read(channel, start + Zip.LOCAL_SIZE, nameLength)))) {
                throw new ZipException("an entry has two different names");
            }
            free = data + member.compressedSize();
        }
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.ISO_8859_1.decode(bytes).toString();
    }

    private static String printable(String name) {
        return name.replaceAll("\\p{Cntrl}", "?");
    }
}
