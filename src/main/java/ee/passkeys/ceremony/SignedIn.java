// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ceremony;

import ee.passkeys.value.CredentialId;
import java.time.Instant;

/**
 * Somebody proved to be a caller of the host, with a passkey.
 *
 * @param caller the name in the container
 * @param passkey the passkey it was proved with
 * @param userVerified whether the authenticator verified the user
 * @param at when
 */
public record SignedIn(String caller, CredentialId passkey, boolean userVerified, Instant at) {}
