// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.install.CommandLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
            CommandLine added = CommandLine.add(Built.allJar(), before, after);
            assertThat(added.code()).as(added.err()).isZero();
            return ShrinkWrap.createFromZipFile(WebArchive.class, after.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
