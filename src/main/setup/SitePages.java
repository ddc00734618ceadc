// SPDX-License-Identifier: Apache-2.0
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lays out the source of the site: the pages of {@code src/site}, the README files, a list of the decisions, and every file that they link to.
 * A link that fits the repository becomes one that fits the site. Arguments: the directory of the project, and the directory to write to.
 */
final class SitePages {

    private static final Path SITE = Path.of("src", "site");
    private static final Path PAGES = SITE.resolve("markdown");
    private static final Path RESOURCES = SITE.resolve("resources");
    private static final Path DECISIONS = PAGES.resolve("decisions");

    /** The target of a link of Markdown without its fragment, where it is a file. */
    private static final Pattern LINK = Pattern.compile("(?<=\\]\\()(?![a-z]+:|#)([^)#]+)");

    private final Path project;
    private final Path to;

    private SitePages(Path project, Path to) {
        this.project = project;
        this.to = to;
    }

    public static void main(String[] arguments) throws IOException {
        SitePages site = new SitePages(Path.of(arguments[0]), Path.of(arguments[1]));
        site.copy(SITE.resolve("site.xml"), Path.of("site.xml"));
        for (Path file : site.below(RESOURCES)) {
            site.copy(file, SITE.relativize(file));
        }
        for (Path page : site.pages()) {
            site.page(page);
        }
        site.decisions();
    }

    private List<Path> pages() throws IOException {
        return Stream.of(
                        Stream.of(Path.of("README.md")),
                        below(PAGES).stream(),
                        below(Path.of("server-config")).stream())
                .flatMap(files -> files)
                .filter(file -> file.toString().endsWith(".md"))
                .toList();
    }

    private List<Path> below(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(project.resolve(directory))) {
            return files.filter(Files::isRegularFile)
                    .map(project::relativize)
                    .sorted()
                    .toList();
        }
    }

    private void page(Path page) throws IOException {
        Path place = place(page);
        String text = LINK.matcher(Files.readString(project.resolve(page)))
                .replaceAll(link -> Matcher.quoteReplacement(link(page, place, link.group())));
        write(place, text);
    }

    private String link(Path page, Path place, String link) {
        Path file = project.resolve(page).resolveSibling(link).normalize();
        Path linked = project.normalize().relativize(file);
        Path target = place(linked);
        if (Files.isRegularFile(file) && !linked.toString().endsWith(".md") && !linked.startsWith(RESOURCES)) {
            copy(linked, Path.of("resources").resolve(target));
        }
        Path from = place.getParent() == null ? Path.of("") : place.getParent();
        return from.relativize(target).toString().replace('\\', '/');
    }

    /** Where a file of the project is in the site. */
    private static Path place(Path file) {
        if (file.equals(Path.of("README.md"))) {
            return Path.of("index.md");
        }
        if (file.equals(DECISIONS)) {
            return place(DECISIONS.resolve("index.md"));
        }
        return file.startsWith(PAGES)
                ? PAGES.relativize(file)
                : file.startsWith(RESOURCES) ? RESOURCES.relativize(file) : file;
    }

    private void decisions() throws IOException {
        String list = below(DECISIONS).stream()
                .map(record -> "- [" + title(record) + "](" + record.getFileName() + ")")
                .collect(Collectors.joining("\n"));
        write(place(DECISIONS), "# Decisions\n\n" + list + "\n");
    }

    private String title(Path record) {
        try (Stream<String> lines = Files.lines(project.resolve(record))) {
            return lines.findFirst().orElseThrow().replaceFirst("^# ", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(Path place, String text) throws IOException {
        Path file = to.resolve("markdown").resolve(place);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void copy(Path file, Path place) {
        Path copy = to.resolve(place);
        try {
            Files.createDirectories(copy.getParent());
            Files.write(copy, Files.readAllBytes(project.resolve(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
