// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.sql;

import ee.passkeys.credential.Passkey;
import ee.passkeys.value.SealKey;
import ee.passkeys.value.UserBase;
import java.util.List;
import java.util.stream.Stream;

/**
 * Seals on the rows of passkeys: what says which key signs in whom was written by us, and not by somebody else who may write to the
 * database. The secret is outside the database.
 */
public final class RowSeals {

    /** No seals are made, and none is asked for. */
    public static final RowSeals NONE = new RowSeals(List.of(), true);

    private final List<SealKey> keys;
    private final boolean unsealedAccepted;

    /**
     * Takes the keys.
     *
     * @param keys the one that seals, then those of before; none for no seals
     * @param unsealedAccepted whether a passkey without a seal counts
     */
    public RowSeals(List<SealKey> keys, boolean unsealedAccepted) {
        this.keys = List.copyOf(keys);
        this.unsealedAccepted = unsealedAccepted;
    }

    /**
     * Whether there are seals.
     *
     * @return false without a secret
     */
    public boolean isOn() {
        return !keys.isEmpty();
    }

    /**
     * Makes the seal of a passkey.
     *
     * @param users the user base
     * @param passkey the passkey
     * @return the seal, or the empty text without a secret
     */
    public String of(UserBase users, Passkey passkey) {
        return isOn() ? of(keys.get(0), users, passkey) : "";
    }

    /**
     * Whether a passkey was written by somebody else.
     *
     * @param users the user base
     * @param passkey the passkey as it is stored
     * @param seal its seal, or the empty text
     * @return true also for one without a seal, unless the settings accept it
     */
    public boolean isForged(UserBase users, Passkey passkey, String seal) {
        return isOn() && (seal.isEmpty() ? !unsealedAccepted : !isRight(users, passkey, seal));
    }

    /** Whether one of the keys made the seal. */
    boolean isRight(UserBase users, Passkey passkey, String seal) {
        return keys.stream().anyMatch(key -> SealKey.same(of(key, users, passkey), seal));
    }

    /** What never changes, except with the name of the user. */
    private static String of(SealKey key, UserBase users, Passkey passkey) {
        return key.seal(
                "passkey",
                users.id(),
                passkey.caller(),
                HashedKeys.of(passkey.owner()),
                passkey.id().base64Url(),
                passkey.publicKey(),
                passkey.backupEligible(),
                passkey.rpId(),
                passkey.aaguid(),
                passkey.createdAt().toEpochMilli());
    }

    /**
     * Reads keys.
     *
     * @param secrets in base64url, the newest first
     * @return the keys
     * @throws IllegalArgumentException when one is no secret
     */
    public static List<SealKey> keys(Stream<String> secrets) {
        return secrets.map(SealKey::new).toList();
    }
}
