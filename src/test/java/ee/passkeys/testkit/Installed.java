// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Puts passkeys into a WAR as an operator does: by the command line of the jar. */
public final class Installed {

    private Installed() {}

    /** A WAR of the same name with the jar in it. */
    public static WebArchive into(WebArchive war) {
        try {
            Path directory = Files.createTempDirectory(Files.createDirectories(Built.target()), "installed-");
            Path before = directory.resolve("before.war");
            Path after = directory.resolve(war.getName());
            war.as(ZipExporter.class).exportTo(before.toFile());
            run(directory.resolve("log"), before, after);
            return ShrinkWrap.createFromZipFile(WebArchive.class, after.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(Path log, Path before, Path after) throws IOException {
        Process command = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        Built.allJar().toString(),
                        "add",
                        before.toString(),
                        "-o",
                        after.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (command.waitFor(1, TimeUnit.MINUTES) && command.exitValue() == 0) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        command.destroyForcibly();
        throw new IllegalStateException(Files.readString(log, StandardCharsets.UTF_8));
    }
}
