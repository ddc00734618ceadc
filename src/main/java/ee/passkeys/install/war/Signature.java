// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.install.war;

import ee.passkeys.install.zip.RefusedException;

/** The signature of a WAR, which no change survives. */
public final class Signature {

    private Signature() {}

    /**
     * Refuses to change a signed WAR.
     *
     * @param war the WAR that is to be changed
     * @param force whether the operator accepts that the signature breaks
     * @throws RefusedException when the WAR is signed, and the operator does not accept it
     */
    public static void refuseToBreak(War war, boolean force) throws RefusedException {
        if (war.signed() && !force) {
            throw new RefusedException(
                    war.file() + " is signed, and a change breaks the signature. Use --force, then sign the result.");
        }
    }
}
