// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential;

import java.time.Instant;

/**
 * Use of a passkey: the values that a sign-in stores.
 *
 * @param signatureCount the counter the authenticator sent
 * @param userVerified whether the user was verified in this login
 * @param backedUp whether the passkey is copied to other devices now
 * @param at when
 * @param evenIfCountFell true where policy only warns of a counter that did not grow
 */
public record PasskeyUsage(
        long signatureCount, boolean userVerified, boolean backedUp, Instant at, boolean evenIfCountFell) {}
