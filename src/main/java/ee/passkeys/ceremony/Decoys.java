// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ceremony;

import ee.passkeys.value.CredentialId;
import ee.passkeys.value.UserBase;
import ee.passkeys.value.UserNames;
import java.util.Arrays;
import java.util.List;

/**
 * Invents passkeys for names that have none, the same ones each time, so that asking for a name does not tell whether it exists.
 *
 * @see <a href="https://www.w3.org/TR/webauthn-3/#sctn-username-enumeration">§14.6.2. Username Enumeration</a>
 */
final class Decoys {

    private static final String PURPOSE = "decoy passkeys";

    /** Lengths that the passkeys of the large providers have. */
    private static final int[] LENGTHS = {16, 20, 32};

    private final Secrets secrets;
    private final UserBase users;

    Decoys(Secrets secrets, UserBase users) {
        this.secrets = secrets;
        this.users = users;
    }

    List<Options.Descriptor> of(String name) {
        byte[] key = Hashes.derive(secrets.oldest().bytes(), PURPOSE);
        byte[] random = Hashes.hmac(key, users.qualified(UserNames.fold(name)));
        int length = LENGTHS[(random[0] & 0xff) % LENGTHS.length];
        byte[] id = Hashes.hmac(random, "id");
        return List.of(
                new Options.Descriptor(CredentialId.of(Arrays.copyOf(id, length)), List.of("hybrid", "internal")));
    }
}
