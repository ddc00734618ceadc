// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential;

import java.time.Instant;

/**
 * Stored key that signs access tokens.
 *
 * @param id the {@code kid}
 * @param issuer SHA-256 of the issuer, in hex: applications on one database have keys of their own
 * @param sealed the key, encrypted
 * @param createdAt when it was made
 */
public record TokenKey(String id, String issuer, String sealed, Instant createdAt) {

    /** Omits the key. */
    @Override
    public String toString() {
        return "TokenKey[" + id + "]";
    }
}
