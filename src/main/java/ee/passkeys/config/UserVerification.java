// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.config;

import java.util.Locale;

/**
 * How much the authenticator is asked to verify the user.
 *
 * @see <a href="https://www.w3.org/TR/webauthn-3/#enum-userVerificationRequirement">§5.8.6. User Verification Requirement</a>
 */
public enum UserVerification {
    /** Not at all if it can be helped. */
    DISCOURAGED,
    /** If it can; an answer without it is accepted. */
    PREFERRED,
    /** An answer without it is refused. */
    REQUIRED;

    /**
     * The word of the specification.
     *
     * @return such as {@code required}
     */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
