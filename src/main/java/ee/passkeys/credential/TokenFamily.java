// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Family of refresh tokens: all that came, one after the other, from one use of a passkey. Only the last one counts.
 *
 * @param id SHA-256 in hex of what all of them begin with
 * @param tokenHash SHA-256 in hex of the one that counts
 * @param issuer SHA-256 of the issuer, in hex
 * @param thumbprint the thumbprint of the key that they are bound to by DPoP; null where they are not
 * @param userVerified whether the authenticator verified the user
 * @param authenticatedAt when the passkey was used
 * @param expiresAt the end of the family, however often it is used
 */
public record TokenFamily(
        String id,
        String tokenHash,
        String issuer,
        @Nullable String thumbprint,
        boolean userVerified,
        Instant authenticatedAt,
        Instant expiresAt) {}
