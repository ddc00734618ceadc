// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.install;

import ee.passkeys.install.war.Library;
import ee.passkeys.install.war.Signature;
import ee.passkeys.install.war.War;
import ee.passkeys.install.war.WebXmlCopy;
import ee.passkeys.install.zip.ArchiveWriter;
import ee.passkeys.install.zip.NewEntry;
import ee.passkeys.install.zip.Output;
import ee.passkeys.install.zip.RefusedException;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Removal of the Passkeys EE jar from a WAR.
 *
 * @param war the application
 * @param webXml what takes the place of the application's {@code web.xml}, or null where that stays
 */
record Removal(War war, @Nullable NewEntry webXml) {

    /** Checks that there is something to remove. */
    static Removal of(War war, boolean force) throws IOException, RefusedException {
        if (war.passkeys().isEmpty()) {
            throw new RefusedException(war.file() + " does not contain a Passkeys EE jar.");
        }
        Signature.refuseToBreak(war, force);
        return new Removal(war, WebXmlCopy.without(war).orElse(null));
    }

    /** The jars that go. */
    List<Library> removed() {
        return war.passkeys();
    }

    /** Writes the WAR without them. */
    Output.Content content() {
        Set<String> left = removed().stream().map(Library::name).collect(Collectors.toCollection(HashSet::new));
        if (webXml != null) {
            left.add(webXml.name());
        }
        List<NewEntry> added = webXml == null ? List.of() : List.of(webXml);
        return file -> ArchiveWriter.write(war.archive(), left, added, file);
    }
}
