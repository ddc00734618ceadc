// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.doctor;

import ee.passkeys.config.RelyingPartySettings;
import ee.passkeys.doctor.cure.Cures;
import ee.passkeys.doctor.cure.Finding;
import java.util.Map;

/** Check of the well-known files at the root of the host named by the RP ID. */
final class WellKnownCheck {

    static final String NAME = "well-known-files";

    private WellKnownCheck() {}

    /**
     * Says it.
     *
     * @param contextPath the application's path, empty at the root of the host
     * @param relyingParty the RP ID, and where the application is reached
     * @param files their JSON by path
     */
    static Finding finding(
            String contextPath, RelyingPartySettings relyingParty, Map<String, String> files, Cures cures) {
        boolean onThatHost = isOnHostOfRpId(relyingParty);
        if (onThatHost && contextPath.isEmpty()) {
            return Finding.fine(
                    NAME,
                    "The application is at the root of " + relyingParty.id() + " and serves the well-known files.");
        }
        String where = onThatHost ? "at " + contextPath : "not at " + relyingParty.id();
        return Finding.note(
                NAME,
                "Browsers and phones request the well-known files at the root of " + relyingParty.id()
                        + ", but the application is " + where
                        + ". " + need(relyingParty) + ", the server of that host must provide them.",
                cures.wellKnownFiles(relyingParty.id(), files));
    }

    private static String need(RelyingPartySettings relyingParty) {
        return relyingParty.relatedOrigins().isEmpty()
                ? "If apps or password managers need the files"
                : "For passkeys at " + relyingParty.relatedOrigins().get(0) + " and other related origins";
    }

    private static boolean isOnHostOfRpId(RelyingPartySettings relyingParty) {
        return relyingParty.development()
                || relyingParty.origins().stream()
                        .flatMap(origin -> origin.host().stream())
                        .anyMatch(relyingParty.id()::equals);
    }
}
