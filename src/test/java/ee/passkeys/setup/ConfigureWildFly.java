// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.setup;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives WildFly a fresh base directory for the tests, so that what was unpacked stays as it is. Arguments: WildFly's home, the directory to
 * make, a script of its command line that configures it, and users to add, such as {@code bob,ann:boss}, with a group beside {@code user}.
 */
final class ConfigureWildFly {

    private final Path home;
    private final Path base;

    private ConfigureWildFly(Path home, Path base) {
        this.home = home;
        this.base = base;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        ConfigureWildFly wildfly = new ConfigureWildFly(Path.of(arguments[0]), Path.of(arguments[1]));
        wildfly.makeBase();
        wildfly.run("org.jboss.as.cli", "--file=" + arguments[2]);
        for (String user : arguments[3].split(",")) {
            String[] parts = user.split(":");
            String groups = parts.length > 1 ? "user," + parts[1] : "user";
            wildfly.run("org.jboss.as.domain-add-user", "-a", "-u", parts[0], "-p", "four-candles", "-g", groups, "-s");
        }
    }

    private void makeBase() throws IOException {
        if (Files.exists(base)) {
            Files.walkFileTree(base, new Deletion());
        }
        Path from = home.resolve("standalone/configuration");
        Path to = Files.createDirectories(base.resolve("configuration"));
        try (var files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private void run(String module, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djboss.home.dir=" + home,
                "-Djboss.server.base.dir=" + base,
                "-Djboss.server.config.user.dir=" + base.resolve("configuration"),
                "-jar",
                home.resolve("jboss-modules.jar").toString(),
                "-mp",
                home.resolve("modules").toString(),
                module));
        command.addAll(List.of(arguments));
        ProcessBuilder process = new ProcessBuilder(command).inheritIO();
        process.environment().put("JBOSS_HOME", home.toString());
        int end = process.start().waitFor();
        if (end != 0) {
            throw new IOException(module + " ended with " + end);
        }
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}
