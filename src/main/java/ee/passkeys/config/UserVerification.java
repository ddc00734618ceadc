// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.config;

import ee.passkeys.value.Words;

/**
 * User verification that is requested from the authenticator.
 *
 * @see <a href="https://www.w3.org/TR/webauthn-3/#enum-userVerificationRequirement">§5.8.6. User Verification Requirement</a>
 */
public enum UserVerification {
    /** Avoids user verification. */
    DISCOURAGED,
    /** Requests user verification, and accepts responses without it. */
    PREFERRED,
    /** Rejects responses without user verification. */
    REQUIRED;

    /**
     * Returns the value in WebAuthn.
     *
     * @return such as {@code required}
     */
    public String word() {
        return Words.of(this);
    }
}
