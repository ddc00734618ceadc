// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.doctor;

import static ee.passkeys.doctor.cure.Finding.fine;
import static ee.passkeys.doctor.cure.Finding.wrong;

import ee.passkeys.doctor.cure.Cures;
import ee.passkeys.doctor.cure.Finding;

/**
 * Check of the realm that {@code web.xml} names on Payara. Where it has not, passwords go to the default realm and work as ever, so that
 * nobody notices; but without a password nobody finds groups there.
 *
 * @param name what {@code web.xml} calls the realm, empty where it names none
 * @param lacking whether the server has none of that name
 * @param groupsElsewhere whether the settings say where the groups of a passkey come from then
 */
record RealmCheck(String name, boolean lacking, boolean groupsElsewhere) {

    static final String NAME = "realm";

    /** What that means. */
    Finding finding(Cures cures) {
        if (name.isEmpty()) {
            return fine(NAME, "The web.xml names no realm, so the server's default realm is used.");
        }
        String it = "The realm \"" + name + "\" of web.xml ";
        if (!lacking) {
            return fine(NAME, it + "exists on the server.");
        }
        String missing = it
                + "does not exist on the server: its default realm checks passwords, and groups cannot be found without a password.";
        return groupsElsewhere
                ? fine(NAME, missing + " The settings name another source for the groups of passkey sign-ins.")
                : wrong(NAME, missing + " Users have no roles after a passkey sign-in.", cures.realm(name));
    }
}
