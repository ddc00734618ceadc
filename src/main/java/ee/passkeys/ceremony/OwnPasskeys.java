// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ceremony;

import ee.passkeys.credential.Passkey;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tells the passkeys of a relying party from those of others.
 *
 * @param rpId the RP ID
 * @param previous the RP ID that the relying party had before, if it still takes those passkeys
 * @param all the RP IDs of the application
 */
record OwnPasskeys(String rpId, Optional<String> previous, Set<String> all) {

    /** Those of one ceremony: an authenticator offers no others. */
    List<Passkey> usable(List<Passkey> passkeys) {
        return passkeys.stream().filter(passkey -> passkey.rpId().equals(rpId)).toList();
    }

    /** Those that are shown: those of the relying party, and those that no relying party has any more, so that they can be removed. */
    List<Passkey> shown(List<Passkey> passkeys) {
        return passkeys.stream()
                .filter(passkey -> isHere(passkey) || !isOfApplication(passkey))
                .toList();
    }

    /** Whether a passkey signs in at the relying party; a disabled one does not. */
    boolean signsIn(Passkey passkey) {
        return isHere(passkey) && !passkey.disabled();
    }

    private boolean isHere(Passkey passkey) {
        return passkey.rpId().equals(rpId)
                || previous.filter(passkey.rpId()::equals).isPresent();
    }

    /** Whether any relying party of the application has the passkey. */
    boolean isOfApplication(Passkey passkey) {
        return all.contains(passkey.rpId());
    }
}
