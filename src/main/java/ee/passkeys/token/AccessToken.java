// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.token;

import ee.passkeys.value.Origin;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Access token, read and verified.
 *
 * @param caller the name in the container
 * @param groups all groups that it gives
 * @param family the id of the family of refresh tokens that it belongs to
 * @param userVerified whether the authenticator verified the user
 * @param authenticatedAt when the passkey was used
 * @param origin where the passkey was used, where that limits the groups; else empty
 * @param thumbprint the thumbprint of the key that it is bound to by DPoP; empty for a bearer token
 */
public record AccessToken(
        String caller,
        Set<String> groups,
        String family,
        boolean userVerified,
        Instant authenticatedAt,
        Optional<Origin> origin,
        Optional<String> thumbprint) {}
