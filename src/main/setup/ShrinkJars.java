// SPDX-License-Identifier: Apache-2.0
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import proguard.Configuration;
import proguard.ConfigurationParser;
import proguard.ProGuard;

/**
 * Leaves out of the jars what nothing reaches in the libraries, and adds files, in place. Arguments: the rules for ProGuard, the directory
 * of the files to add, a directory for work, the most bytes that a jar may have, and the jars, which have the same classes. ProGuard chooses classes and methods; the jars are written here, so
 * that order and times of the files stay those of a reproducible build.
 */
final class ShrinkJars {

    private static final String SERVICES = "META-INF/services/";

    /** All but these stays as it is, byte by byte; the rules say so, too. */
    private static final Pattern SHRUNK = Pattern.compile("ee/passkeys/shaded/(?!com/yubico/|liquibase/).*");

    /** Directories of libraries that are under names of ours: nothing looks for what they hold. */
    private static final Pattern LISTED_BY_NOBODY = Pattern.compile("ee/passkeys/shaded/.+/");

    private static final List<String> JDK = List.of(
            "java.base", "java.desktop", "java.logging", "java.management", "java.naming", "java.sql", "java.xml");

    private ShrinkJars() {}

    public static void main(String[] arguments) throws Exception {
        Path rules = Path.of(arguments[0]);
        SortedMap<String, byte[]> additions = filesBelow(Path.of(arguments[1]));
        Path work = Files.createDirectories(Path.of(arguments[2]));
        long most = Long.parseLong(arguments[3]);
        List<Path> jars = Stream.of(arguments)
                .skip(4)
                .map(Path::of)
                .map(Path::toAbsolutePath)
                .toList();
        Map<String, byte[]> used = usedClasses(rules, additions, work, jars.get(0));
        for (Path jar : jars) {
            long before = Files.size(jar);
            rewrite(jar, used, additions, work);
            long after = Files.size(jar);
            System.out.printf("%s: %,d bytes, %,d before%n", jar.getFileName(), after, before);
            if (after > most) {
                throw new IllegalStateException(jar + " has more than " + most + " bytes");
            }
        }
    }

    private static SortedMap<String, byte[]> filesBelow(Path directory) throws IOException {
        SortedMap<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path each : all.filter(Files::isRegularFile).toList()) {
                files.put(directory.relativize(each).toString().replace('\\', '/'), Files.readAllBytes(each));
            }
        }
        return files;
    }

    private static Map<String, byte[]> usedClasses(Path rules, Map<String, byte[]> additions, Path work, Path jar)
            throws Exception {
        Path jdk = work.resolve("jdk.jar");
        writeJdk(jdk);
        Path shrunk = work.resolve("shrunk.jar");
        Files.deleteIfExists(shrunk);
        List<String> options = new ArrayList<>(List.of(
                "-injars", quoted(jar) + "(**.class)", "-outjars", quoted(shrunk), "-libraryjars", quoted(jdk)));
        Map<String, byte[]> files = files(jar);
        files.putAll(additions);
        for (String provider : providers(files)) {
            options.addAll(List.of("-keep", "class", provider, "{", "*;", "}"));
        }
        options.add("@" + quoted(rules));
        Configuration configuration = new Configuration();
        try (ConfigurationParser parser =
                new ConfigurationParser(options.toArray(String[]::new), System.getProperties())) {
            parser.parse(configuration);
        }
        new ProGuard(configuration).execute();
        return files(shrunk);
    }

    private static String quoted(Path path) {
        return "'" + path + "'";
    }

    /** The classes of the JDK that runs the build, which not every JDK has in files. */
    private static void writeJdk(Path to) throws IOException {
        FileSystem image = FileSystems.getFileSystem(URI.create("jrt:/"));
        try (OutputStream file = Files.newOutputStream(to);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            zip.setLevel(Deflater.NO_COMPRESSION);
            for (String module : JDK) {
                Path root = image.getPath("modules", module);
                try (Stream<Path> all = Files.walk(root)) {
                    for (Path each : all.filter(ShrinkJars::isClass).toList()) {
                        zip.putNextEntry(new ZipEntry(root.relativize(each).toString()));
                        Files.copy(each, zip);
                        zip.closeEntry();
                    }
                }
            }
        }
    }

    private static boolean isClass(Path path) {
        String name = String.valueOf(path.getFileName());
        return name.endsWith(".class") && !name.equals("module-info.class");
    }

    private static Set<String> providers(Map<String, byte[]> files) {
        Set<String> providers = new HashSet<>();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            if (file.getKey().startsWith(SERVICES)) {
                new String(file.getValue(), StandardCharsets.UTF_8)
                        .lines()
                        .map(line -> line.replaceFirst("#.*", "").strip())
                        .filter(line -> !line.isEmpty())
                        .forEach(providers::add);
            }
        }
        return providers;
    }

    private static Map<String, byte[]> files(Path jar) throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                if (!entry.isDirectory()) {
                    files.put(entry.getName(), read(zip, entry));
                }
            }
        }
        return files;
    }

    private static byte[] read(ZipFile zip, ZipEntry entry) throws IOException {
        try (InputStream in = zip.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }

    private static void rewrite(Path jar, Map<String, byte[]> used, Map<String, byte[]> additions, Path work)
            throws IOException {
        Path rewritten = work.resolve(jar.getFileName());
        try (ZipFile from = new ZipFile(jar.toFile());
                OutputStream file = Files.newOutputStream(rewritten);
                ZipOutputStream to = new ZipOutputStream(file)) {
            to.setLevel(Deflater.BEST_COMPRESSION);
            List<? extends ZipEntry> kept = from.stream()
                    .filter(entry -> !additions.containsKey(entry.getName()))
                    .filter(entry -> !entry.getName().endsWith(".class") || used.containsKey(entry.getName()))
                    .toList();
            Set<String> directories = directories(kept);
            for (ZipEntry entry : kept) {
                if (!entry.isDirectory()
                        || (directories.contains(entry.getName())
                                && !LISTED_BY_NOBODY.matcher(entry.getName()).matches())) {
                    ZipEntry copy = new ZipEntry(entry.getName());
                    copy.setTimeLocal(entry.getTimeLocal());
                    byte[] code = used.get(entry.getName());
                    boolean shrunk =
                            code != null && SHRUNK.matcher(entry.getName()).matches();
                    write(copy, shrunk ? code : read(from, entry), to);
                }
            }
            for (Map.Entry<String, byte[]> addition : additions.entrySet()) {
                ZipEntry entry = new ZipEntry(addition.getKey());
                entry.setTimeLocal(kept.get(0).getTimeLocal());
                write(entry, addition.getValue(), to);
            }
        }
        Files.move(rewritten, jar, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void write(ZipEntry entry, byte[] content, ZipOutputStream to) throws IOException {
        measure(content, entry);
        to.putNextEntry(entry);
        to.write(content);
        to.closeEntry();
    }

    /** Sizes that are known before a file need no record after it, which is 16 bytes for each of thousands of files. */
    private static void measure(byte[] content, ZipEntry entry) {
        CRC32 sum = new CRC32();
        sum.update(content);
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        deflater.setInput(content);
        deflater.finish();
        byte[] part = new byte[8192];
        while (!deflater.finished()) {
            deflater.deflate(part);
        }
        entry.setCrc(sum.getValue());
        entry.setSize(content.length);
        entry.setCompressedSize(deflater.getBytesWritten());
        deflater.end();
    }

    /** Those that hold a file. */
    private static Set<String> directories(List<? extends ZipEntry> entries) {
        Set<String> directories = new HashSet<>();
        for (ZipEntry entry : entries) {
            String name = entry.getName();
            if (!entry.isDirectory()) {
                for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
                    directories.add(name.substring(0, slash + 1));
                }
            }
        }
        return directories;
    }
}
