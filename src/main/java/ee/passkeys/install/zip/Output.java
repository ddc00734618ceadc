// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.install.zip;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;

/** The file that is written: whole or not at all, and never the one that is read. */
public final class Output {

    /** Writes the bytes. */
    @FunctionalInterface
    public interface Content {
        /**
         * Writes the whole content.
         *
         * @param file where it goes to
         * @throws IOException when it cannot be written
         */
        void writeTo(FileChannel file) throws IOException;
    }

    private final Path file;
    private final boolean force;

    private Output(Path file, boolean force) {
        this.file = file;
        this.force = force;
    }

    /**
     * Checks whether the file can be written.
     *
     * @param input the file that is read
     * @param asked the file that was asked for; without, one beside the input
     * @param suffix what that one has in its name, behind the name of the input without its ending
     * @param force whether another file may be overwritten
     * @return the file to write
     * @throws IOException when the files cannot be compared
     * @throws RefusedException when the file must not be written; the message says why
     */
    public static Output of(Path input, Optional<Path> asked, String suffix, boolean force)
            throws IOException, RefusedException {
        Path file = asked.orElseGet(() -> input.resolveSibling(stem(input) + suffix));
        if (Files.exists(file) && Files.isSameFile(input, file)) {
            throw new RefusedException(file + " is the input, which is never changed. Name another file with -o.");
        }
        if (Files.isDirectory(file)) {
            throw new RefusedException(file + " is a directory. Name a file with -o.");
        }
        Path directory = file.toAbsolutePath().getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            throw new RefusedException(
                    "The directory " + directory + " does not exist. Create it, or name another file with -o.");
        }
        Output output = new Output(file, force);
        output.refuseToOverwrite();
        return output;
    }

    /**
     * The name of a WAR without its ending.
     *
     * @param war its path
     * @return such as {@code shop} for {@code shop.war}
     */
    public static String stem(Path war) {
        return String.valueOf(war.getFileName()).replaceFirst("(?i)\\.war$", "");
    }

    /**
     * The path of the file that is written.
     *
     * @return the one that was asked for, or the one beside the input
     */
    public Path file() {
        return file;
    }

    /**
     * Writes the file under another name first, so that an error leaves no half of it.
     *
     * @param content what is written
     * @throws IOException when it cannot be written
     * @throws RefusedException when a file of that name has appeared meanwhile
     */
    public void write(Content content) throws IOException, RefusedException {
        Path part = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".part");
        part.toFile().deleteOnExit();
        try {
            try (FileChannel channel =
                    FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                content.writeTo(channel);
                channel.force(true);
            }
            refuseToOverwrite();
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private void refuseToOverwrite() throws RefusedException {
        if (!force && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new RefusedException(
                    file + " already exists. Name another file with -o, or overwrite it with --force.");
        }
    }
}
