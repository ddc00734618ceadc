// SPDX-License-Identifier: Apache-2.0
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Prepares the scripts that pages ask for, each of which is one file with the modules that it imports. Arguments: the directory of the modules,
 * and one for the files. A module becomes a function that returns what the module exports, so that names within it stay its own; forms of
 * import and export that this does not know are refused.
 *
 * <p>The jar has each module once, in {@code modules}, and of a script the list of its modules: a line {@code //+ part.js} stands for the file of
 * that name.
 */
final class BundleScripts {

    /** The application's script, and one for each page of ours. */
    private static final Pattern ENTRY = Pattern.compile("passkeys\\.js|.*-page\\.js");

    private static final String LICENSE = "// SPDX-License-Identifier: Apache-2.0\n";
    /** Without names for a module that is there for what it does. */
    private static final Pattern IMPORT =
            Pattern.compile("(?m)^import (?:\\{([^}]*)\\} from )?'\\./([a-z-]+\\.js)';\n");

    private static final Pattern EXPORT_FROM =
            Pattern.compile("(?m)^export \\{([^}]*)\\} from '\\./([a-z-]+\\.js)';\n");
    private static final Pattern EXPORT =
            Pattern.compile("(?m)^export ((?:async )?(?:function|class|const) ([A-Za-z_]+))");
    private static final Pattern UNKNOWN = Pattern.compile("(?m)^(?:import|export|await)\\b.*|\\bimport\\(.*");
    /** Whole lines of comment, which nobody reads where scripts are sent to. */
    private static final Pattern COMMENT = Pattern.compile("(?m)^[ \\t]*(?://.*|/\\*(?s:.*?)\\*/[ \\t]*)\n");

    /** A text of several lines, in which such a line would be no comment. */
    private static final Pattern TEXT_OF_LINES = Pattern.compile("(?m)^[^`\n]*(?:`[^`\n]*`[^`\n]*)*`[^`\n]*$");

    private static final Pattern NAME = Pattern.compile("[A-Za-z_]+");

    private final Path directory;
    private final Map<String, Module> modules = new LinkedHashMap<>();
    private final Set<String> begun = new LinkedHashSet<>();

    private record Module(String code, Set<String> exports) {

        String function(String variable) {
            return "const " + variable + " = (() => {\n" + code + "return { " + String.join(", ", exports)
                    + " };\n})();\n";
        }
    }

    private BundleScripts(Path directory) {
        this.directory = directory;
    }

    public static void main(String[] arguments) throws IOException {
        Path from = Path.of(arguments[0]);
        Path to = Files.createDirectories(Path.of(arguments[1]));
        Path modules = Files.createDirectories(to.resolve("modules"));
        for (String entry : entries(from)) {
            BundleScripts script = new BundleScripts(from);
            Files.writeString(to.resolve(entry), script.bundle(entry));
            for (Map.Entry<String, Module> module : script.modules.entrySet()) {
                Files.writeString(
                        modules.resolve(module.getKey()), module.getValue().function(variable(module.getKey())));
            }
        }
    }

    private static List<String> entries(Path from) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> ENTRY.matcher(name).matches())
                    .sorted()
                    .toList();
        }
    }

    private String bundle(String entry) throws IOException {
        read(entry);
        StringBuilder bundle = new StringBuilder(LICENSE);
        modules.keySet().forEach(name -> bundle.append("\n//+ ").append(name).append('\n'));
        Set<String> exports = modules.get(entry).exports();
        if (!exports.isEmpty()) {
            String names = "{ " + String.join(", ", exports) + " }";
            bundle.append("\nconst " + names + " = " + variable(entry) + ";\nexport " + names + ";\n");
        }
        return bundle.toString();
    }

    /** What a module imports comes before it. */
    private void read(String name) throws IOException {
        if (modules.containsKey(name)) {
            return;
        }
        if (!begun.add(name)) {
            throw new IllegalStateException(name + " imports itself, by way of " + begun + ".");
        }
        String source = Files.readString(directory.resolve(name)).replace("\r\n", "\n");
        for (String imported : imports(source)) {
            read(imported);
        }
        modules.put(name, module(name, source));
    }

    private static List<String> imports(String source) {
        return Stream.of(IMPORT, EXPORT_FROM)
                .flatMap(form -> form.matcher(source).results())
                .map(found -> found.group(2))
                .toList();
    }

    private Module module(String name, String source) {
        Set<String> exports = new TreeSet<>();
        Matcher declared = EXPORT.matcher(source);
        while (declared.find()) {
            exports.add(declared.group(2));
        }
        EXPORT_FROM.matcher(source).results().forEach(found -> exports.addAll(names(name, found.group(1))));
        if (TEXT_OF_LINES.matcher(source).find()) {
            throw new IllegalStateException(name + " has a text of several lines, which the build does not know.");
        }
        String code = COMMENT.matcher(source).replaceAll("");
        code = taken(name, EXPORT_FROM, taken(name, IMPORT, code));
        code = EXPORT.matcher(code).replaceAll("$1");
        Matcher unknown = UNKNOWN.matcher(code);
        if (unknown.find()) {
            throw new IllegalStateException(name + " has a form that the build does not know: " + unknown.group());
        }
        return new Module(code, exports);
    }

    private String taken(String module, Pattern form, String code) {
        return form.matcher(code).replaceAll(found -> {
            if (found.group(1) == null) {
                return "";
            }
            List<String> names = names(module, found.group(1));
            if (!modules.get(found.group(2)).exports().containsAll(names)) {
                throw new IllegalStateException(
                        module + " imports what " + found.group(2) + " does not export: " + names);
            }
            String line = "const { " + String.join(", ", names) + " } = " + variable(found.group(2)) + ";\n";
            return Matcher.quoteReplacement(line);
        });
    }

    private static List<String> names(String module, String list) {
        List<String> names = new ArrayList<>();
        for (String name : list.strip().split("\\s*,\\s*")) {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalStateException(module + " has a form that the build does not know: " + name);
            }
            names.add(name);
        }
        return names;
    }

    private static String variable(String module) {
        return Stream.of(module.replace(".js", "").split("-")).collect(Collectors.joining("_", "$", ""));
    }
}
