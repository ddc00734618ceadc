// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.doctor;

import ee.passkeys.doctor.cure.Cures;
import ee.passkeys.doctor.cure.Finding;
import java.util.Map;

/** Whether browsers and phones find the files that stand at the root of a host. */
final class WellKnownCheck {

    static final String NAME = "well-known-files";

    private WellKnownCheck() {}

    /**
     * Says it.
     *
     * @param contextPath the application's path, empty at the root of the host
     * @param files their JSON by path
     */
    static Finding finding(String contextPath, Map<String, String> files, Cures cures) {
        return contextPath.isEmpty()
                ? Finding.fine(NAME, "The application is at the root of its host, and serves the well-known files.")
                : Finding.note(
                        NAME,
                        "The application is at " + contextPath
                                + ", and the well-known files stand at the root of the host: somebody else has to serve them, where they are"
                                + " needed for apps or for the passkeys of another domain.",
                        cures.wellKnownFiles(files));
    }
}
