// SPDX-License-Identifier: Apache-2.0
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * Packs the npm package for front ends of their own: the modules of the scripts as they are, with types, texts and style sheet. Arguments: the directories of
 * the modules, of the package's own files, and of style sheet and texts; the version; and the file to write. The same files give the same bytes.
 */
final class PackClient {

    private static final Pattern IMPORT = Pattern.compile("(?m)^(?:im|ex)port \\{[^}]*\\} from '\\./([a-z-]+\\.js)';$");

    /** A bundle is not beside the endpoints, wherever it is: the root of the page's origin is what a front end may expect. */
    private static final String OWN_PLACE = "new URL('./', import.meta.url)";

    private static final String ROOT = "new URL('/passkeys/', location.href)";

    private static final int BLOCK = 512;

    private final Map<String, byte[]> files = new TreeMap<>();

    private PackClient() {}

    public static void main(String[] arguments) throws IOException {
        PackClient client = new PackClient();
        for (String entry : new String[] {"client.js", "elements.js"}) {
            client.addModule(Path.of(arguments[0]), entry);
        }
        client.addOwn(Path.of(arguments[1]), arguments[3]);
        client.addLook(Path.of(arguments[2]));
        client.write(Path.of(arguments[4]));
    }

    private void addModule(Path directory, String name) throws IOException {
        if (files.containsKey(name)) {
            return;
        }
        String source = Files.readString(directory.resolve(name)).replace("\r\n", "\n");
        boolean isBase = name.equals("base.js");
        if (isBase != source.contains("import.meta") || (isBase && !source.contains(OWN_PLACE))) {
            throw new IllegalStateException(name + " says in a way that the build does not know where it is.");
        }
        files.put(name, source.replace(OWN_PLACE, ROOT).getBytes(UTF_8));
        for (String imported :
                IMPORT.matcher(source).results().map(found -> found.group(1)).toList()) {
            addModule(directory, imported);
        }
    }

    private void addOwn(Path directory, String version) throws IOException {
        try (Stream<Path> own = Files.list(directory)) {
            for (Path file : own.toList()) {
                String text = Files.readString(file).replace("\r\n", "\n").replace("@version@", version);
                files.put(file.getFileName().toString(), text.getBytes(UTF_8));
            }
        }
    }

    private void addLook(Path directory) throws IOException {
        files.put("passkeys.css", Files.readAllBytes(directory.resolve("passkeys.css")));
        try (Stream<Path> texts = Files.list(directory.resolve("texts"))) {
            for (Path text :
                    texts.filter(file -> file.toString().endsWith(".json")).toList()) {
                files.put("texts/" + text.getFileName(), Files.readAllBytes(text));
            }
        }
    }

    private void write(Path target) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream tar = new GZIPOutputStream(packed)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                byte[] content = file.getValue();
                tar.write(header("package/" + file.getKey(), content.length));
                tar.write(Arrays.copyOf(content, (content.length + BLOCK - 1) / BLOCK * BLOCK));
            }
            tar.write(new byte[2 * BLOCK]);
        }
        Files.createDirectories(target.getParent());
        Files.write(target, packed.toByteArray());
    }

    /** POSIX 1003.1, ustar: name, mode, owner, group, size, time, sum, type, magic. npm wants a time that is not before 1985. */
    private static byte[] header(String name, int size) {
        byte[] header = new byte[BLOCK];
        put(header, 0, name);
        put(header, 100, "0000644");
        put(header, 108, "0000000");
        put(header, 116, "0000000");
        put(header, 124, String.format("%011o", size));
        put(header, 136, String.format("%011o", 499162500));
        put(header, 148, "        ");
        put(header, 156, "0");
        put(header, 257, "ustar");
        put(header, 263, "00");
        int sum = 0;
        for (byte each : header) {
            sum += each & 0xff;
        }
        put(header, 148, String.format("%06o", sum) + "\0 ");
        return header;
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }
}
