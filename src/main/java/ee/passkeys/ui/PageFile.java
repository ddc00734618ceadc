// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ui;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Static file for browsers, kept in memory with its type and entity tag. */
final class PageFile {

    private final String contentType;
    private final byte[] content;
    private final String entityTag;

    /** Takes the content as it is sent. */
    PageFile(String contentType, byte[] content) {
        this.contentType = contentType;
        this.content = content;
        this.entityTag = '"' + HexFormat.of().formatHex(sha256(content)) + '"';
    }

    /**
     * Loads a file that lies beside this class.
     *
     * @throws UncheckedIOException when it is not there: the jar is broken
     */
    static PageFile load(String name, String contentType) {
        return new PageFile(contentType, bytes(name));
    }

    /**
     * Reads a file that lies beside this class.
     *
     * @throws UncheckedIOException when it is not there: the jar is broken
     */
    static byte[] bytes(String name) {
        try (InputStream in = PageFile.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new FileNotFoundException(name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String contentType() {
        return contentType;
    }

    boolean isPage() {
        return contentType.startsWith("text/html");
    }

    boolean isImage() {
        return contentType.startsWith("image/");
    }

    int length() {
        return content.length;
    }

    /** Strong entity tag, in its quotes. */
    String entityTag() {
        return entityTag;
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(content);
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
