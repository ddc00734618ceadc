// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.install;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Our jar and the WAR it is taken out of.
 *
 * @param war the application
 */
record Removal(War war) {

    /** Checks that there is something to remove. */
    static Removal of(War war, boolean force) throws RefusedException {
        if (war.passkeys().isEmpty()) {
            throw new RefusedException(war.file() + " has no jar of ours. Nothing is to be removed.");
        }
        Signature.refuseToBreak(war, force);
        return new Removal(war);
    }

    /** The jars that go. */
    List<Library> removed() {
        return war.passkeys();
    }

    /** Writes the WAR without them. */
    Output.Content content() {
        Set<String> left = removed().stream().map(Library::name).collect(Collectors.toSet());
        return file -> Rewriting.write(war.archive(), left, null, "", file);
    }
}
