// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.install;

import ee.passkeys.install.war.Library;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Builds WARs and jars entry by entry. */
final class TestArchives {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ZipOutputStream zip = new ZipOutputStream(bytes);

    private TestArchives() {}

    static TestArchives archive() {
        return new TestArchives();
    }

    /** A WAR whose one servlet is of that namespace. */
    static TestArchives war(String namespace) {
        return archive()
                .with("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\r\n\r\n")
                .with("WEB-INF/classes/shop/Cart.class", classUsing(namespace + "/servlet/http/HttpServlet"));
    }

    /** A jar of ours, or what an installer takes for one. */
    static byte[] passkeys(String version) {
        return archive()
                .with(
                        "META-INF/MANIFEST.MF",
                        "Manifest-Version: 1.0\r\nImplementation-Version: " + version + "\r\n\r\n")
                .with(Library.OUR_CLASS, classUsing("jakarta/servlet/Servlet"))
                .with("ee/passkeys/shaded/Some.class", classUsing("javax/servlet/Servlet"))
                .bytes();
    }

    TestArchives with(String name, String text) {
        return with(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Compressed, and with its sizes behind the bytes, as a stream writes it. */
    TestArchives with(String name, byte[] content) {
        return with(new ZipEntry(name), content);
    }

    /** Not compressed, and with its sizes before the bytes. */
    TestArchives withStored(String name, byte[] content) {
        ZipEntry entry = new ZipEntry(name);
        CRC32 crc = new CRC32();
        crc.update(content);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        return with(entry, content);
    }

    TestArchives with(ZipEntry entry, byte[] content) {
        try {
            zip.putNextEntry(entry);
            zip.write(content);
            zip.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    TestArchives withWebXml(String inside) {
        return with(
                "WEB-INF/web.xml",
                "<web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"6.0\">" + inside + "</web-app>");
    }

    TestArchives withComment(String comment) {
        zip.setComment(comment);
        return this;
    }

    byte[] bytes() {
        try {
            zip.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    Path in(Path file) throws IOException {
        return Files.write(file, bytes());
    }

    /** A class file that refers to the class of that name; of the rest it has only the beginning. */
    static byte[] classUsing(String name) {
        return classFile(name, true);
    }

    /** A class file with that text in a string. */
    static byte[] classSaying(String text) {
        return classFile(text, false);
    }

    private static byte[] classFile(String text, boolean asClass) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(0xcafebabe);
            out.writeInt(61);
            out.writeShort(5);
            out.writeByte(5); // a long takes two places
            out.writeLong(1);
            out.writeByte(asClass ? 7 : 8);
            out.writeShort(4);
            out.writeByte(1);
            out.writeUTF(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Puts other text of the same length into a file, wherever it stands. */
    static void replace(Path file, String from, String to) throws IOException {
        String latin = Files.readString(file, StandardCharsets.ISO_8859_1);
        Files.writeString(file, latin.replace(from, to), StandardCharsets.ISO_8859_1);
    }

    /** The entries with all that is known of them, in the order of the directory. */
    static Map<String, String> entries(Path file) throws IOException {
        Map<String, String> entries = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : zip.stream().toArray(ZipEntry[]::new)) {
                byte[] content = zip.getInputStream(entry).readAllBytes();
                entries.put(
                        entry.getName(),
                        String.join(
                                " ",
                                String.valueOf(entry.getMethod()),
                                String.valueOf(entry.getCompressedSize()),
                                String.valueOf(entry.getLastModifiedTime()),
                                String.valueOf(entry.getComment()),
                                Arrays.toString(entry.getExtra()),
                                Arrays.toString(content)));
            }
        }
        return entries;
    }
}
