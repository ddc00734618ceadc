// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.testkit;

import jakarta.servlet.Servlet;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.jboss.shrinkwrap.api.GenericArchive;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ExplodedImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** An application of another house, below {@code src/test/legacy}, built as it is there: with Jakarta EE and its own libraries alone. */
public final class LegacyApplication {

    private static final Path SOURCES = Path.of("src", "test", "legacy").toAbsolutePath();

    private final Path directory;
    private final Path classes;
    private final List<Path> libraries;

    private LegacyApplication(String name, List<Path> libraries) {
        this.directory = SOURCES.resolve(name);
        this.classes = ofItsOwn(name);
        this.libraries = libraries;
    }

    /** Compiles the one in this directory, with the libraries that it brings along. */
    public static LegacyApplication of(String name) {
        return new LegacyApplication(name, libraries(SOURCES.resolve(name).resolve("libraries.txt"))).compile();
    }

    private static List<Path> libraries(Path list) {
        try {
            return Published.artifacts(Files.exists(list) ? Files.readAllLines(list) : List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Another process may compile the same at the same time. */
    private static Path ofItsOwn(String name) {
        try {
            return Files.createTempDirectory(
                    Files.createDirectories(Built.target().resolve("legacy")), name + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Packs it. */
    public WebArchive war(String name) {
        WebArchive war = ShrinkWrap.create(WebArchive.class, name)
                .merge(content(directory.resolve("webapp")))
                .merge(content(classes), "WEB-INF/classes");
        libraries.forEach(library -> war.addAsLibrary(library.toFile()));
        return war;
    }

    private LegacyApplication compile() {
        List<String> arguments = new ArrayList<>(List.of(
                "--release", "17", "-parameters", "-proc:none", "-classpath", classPath(), "-d", classes.toString()));
        files(directory.resolve("java"), ".java").forEach(file -> arguments.add(file.toString()));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler.run(null, null, null, arguments.toArray(String[]::new)) != 0) {
            throw new IllegalStateException("There are errors in " + directory);
        }
        return this;
    }

    private String classPath() {
        Path jakartaEe = Path.of(Servlet.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
        return Stream.concat(Stream.of(jakartaEe), libraries.stream())
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static GenericArchive content(Path directory) {
        return ShrinkWrap.create(GenericArchive.class)
                .as(ExplodedImporter.class)
                .importDirectory(directory.toFile())
                .as(GenericArchive.class);
    }

    private static List<Path> files(Path directory, String ending) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
