// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ceremony;

import ee.passkeys.credential.Passkey;
import java.util.List;
import java.util.Set;

/**
 * Tells the passkeys of a relying party from those of others.
 *
 * @param rpId the RP ID
 * @param all the RP IDs of the application
 */
record OwnPasskeys(String rpId, Set<String> all) {

    /** Those that can be used: an authenticator offers no others. */
    List<Passkey> usable(List<Passkey> passkeys) {
        return passkeys.stream().filter(passkey -> passkey.rpId().equals(rpId)).toList();
    }

    /** Those that are shown: those of the relying party, and those that no relying party has any more, so that they can be removed. */
    List<Passkey> shown(List<Passkey> passkeys) {
        return passkeys.stream()
                .filter(passkey -> passkey.rpId().equals(rpId) || !all.contains(passkey.rpId()))
                .toList();
    }

    /** Whether any relying party of the application has the passkey. */
    boolean isOfApplication(Passkey passkey) {
        return all.contains(passkey.rpId());
    }
}
