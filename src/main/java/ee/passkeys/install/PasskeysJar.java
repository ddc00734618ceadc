// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.install;

import ee.passkeys.install.war.Library;
import ee.passkeys.install.war.War;
import ee.passkeys.install.zip.RefusedException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/**
 * The Passkeys EE jar that is added to WARs.
 *
 * @param file where it is
 * @param version what its manifest says
 */
record PasskeysJar(Path file, String version) {

    /** Only the {@code -all} jar has this; the other would be alone without its libraries. */
    private static final String BROUGHT = "ee/passkeys/shaded/";

    /** The one that runs. */
    static PasskeysJar running() throws IOException, RefusedException {
        CodeSource source = PasskeysJar.class.getProtectionDomain().getCodeSource();
        try {
            Path file =
                    source == null ? Path.of("") : Path.of(source.getLocation().toURI());
            if (Files.isRegularFile(file)) {
                return read(file);
            }
        } catch (URISyntaxException e) {
            throw new IOException("The location of this jar is not a file", e);
        }
        throw new RefusedException(
                "This command does not run from a jar. Run java -jar passkeys-ee-<version>-all.jar.");
    }

    /** That of a file. */
    static PasskeysJar read(Path file) throws IOException, RefusedException {
        try (JarFile jar = new JarFile(file.toFile())) {
            Manifest manifest = jar.getManifest();
            if (manifest == null || jar.stream().map(ZipEntry::getName).noneMatch(name -> name.startsWith(BROUGHT))) {
                throw new RefusedException(
                        file + " does not contain its libraries. Run the jar whose name ends in -all.jar.");
            }
            return new PasskeysJar(file, Library.version(manifest));
        }
    }

    /** The entry it becomes. */
    String entry() {
        return War.LIB + "passkeys-ee-" + version + "-all.jar";
    }
}
