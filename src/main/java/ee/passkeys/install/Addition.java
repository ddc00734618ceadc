// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.install;

import ee.passkeys.install.war.Library;
import ee.passkeys.install.war.Namespace;
import ee.passkeys.install.war.Signature;
import ee.passkeys.install.war.War;
import ee.passkeys.install.war.WebXmlCopy;
import ee.passkeys.install.zip.ArchiveWriter;
import ee.passkeys.install.zip.NewEntry;
import ee.passkeys.install.zip.Output;
import ee.passkeys.install.zip.RefusedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Addition of the Passkeys EE jar to a WAR.
 *
 * @param war the application
 * @param jar what is added
 * @param webXml what takes the place of the application's {@code web.xml}, or null where that does
 */
record Addition(War war, PasskeysJar jar, @Nullable NewEntry webXml) {

    /** Checks that the jar can be added, and that it would do something there. */
    static Addition of(War war, PasskeysJar jar, boolean force) throws IOException, RefusedException {
        Addition addition = new Addition(war, jar, WebXmlCopy.with(war).orElse(null));
        addition.refuseJavax();
        addition.refuseSecondTime();
        Signature.refuseToBreak(war, force);
        return addition;
    }

    /** The jars of another version that give way. */
    List<Library> replaced() {
        return war.passkeys();
    }

    /** Writes the WAR with the jar. */
    Output.Content content() {
        Set<String> left = replaced().stream().map(Library::name).collect(Collectors.toCollection(HashSet::new));
        List<NewEntry> added = new ArrayList<>();
        if (webXml != null) {
            left.add(webXml.name());
            added.add(webXml);
        }
        return file -> {
            added.add(NewEntry.of(jar.entry(), jar.file()));
            ArchiveWriter.write(war.archive(), left, added, file);
        };
    }

    /** The classes of the application itself decide; where it has none that tell, its libraries do. */
    private void refuseJavax() throws RefusedException {
        Set<Namespace> decisive = war.classes().isEmpty() ? war.libraryNamespaces() : war.classes();
        if (decisive.equals(Set.of(Namespace.JAVAX))) {
            throw new RefusedException(war.file()
                    + " uses javax.servlet or related packages, which Jakarta EE 9 and later servers no longer support."
                    + " Convert it first, for example with the Eclipse Transformer, and test it on such a server.");
        }
    }

    private void refuseSecondTime() throws RefusedException {
        for (Library library : replaced()) {
            if (library.version().equals(jar.version())) {
                throw new RefusedException(war.file() + " already contains passkeys, version " + jar.version() + " in "
                        + library.name() + ". To add the jar again, remove it first.");
            }
        }
        boolean foreign =
                replaced().stream().noneMatch(library -> library.name().equals(jar.entry()));
        if (foreign && war.archive().has(jar.entry())) {
            throw new RefusedException(
                    war.file() + " has an entry " + jar.entry() + " that is not a Passkeys EE jar. Remove it first.");
        }
    }
}
