// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.install;

/** The signature of a WAR, which no change survives. */
final class Signature {

    private Signature() {}

    static void refuseToBreak(War war, boolean force) throws RefusedException {
        if (war.signed() && !force) {
            throw new RefusedException(
                    war.file() + " is signed, and a change breaks the signature. Use --force, then sign the result.");
        }
    }
}
