// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.api;

import ee.passkeys.value.CredentialId;
import java.time.Instant;
import java.util.Optional;

/**
 * A passkey as code of the application sees it.
 *
 * @param id what the authenticator calls it
 * @param label what the user calls it
 * @param backedUp whether it is copied to other devices of the user, as seen at the last use
 * @param createdAt when it was created
 * @param lastUsedAt when the user last signed in or confirmed with it; empty for one that was never used
 * @param disabled whether nobody can sign in with it
 * @since 0.1
 */
public record PasskeyInfo(
        CredentialId id,
        String label,
        boolean backedUp,
        Instant createdAt,
        Optional<Instant> lastUsedAt,
        boolean disabled) {}
