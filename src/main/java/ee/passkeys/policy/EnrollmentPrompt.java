// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.policy;

import java.time.Instant;
import java.util.Optional;

/**
 * Request to a user without a passkey to create one, or to a user with one of a domain that the application leaves.
 *
 * @param skippable whether the caller may go on without one
 * @param silent whether the browser may first try to create one unasked
 * @param deadline until when the caller may do without, or empty when nobody has to have one
 * @param moves whether the caller has a passkey that works, but for the RP ID from before
 */
public record EnrollmentPrompt(boolean skippable, boolean silent, Optional<Instant> deadline, boolean moves) {

    /**
     * Makes the request to a user without a passkey.
     *
     * @param skippable whether the caller may go on without one
     * @param silent whether the browser may first try to create one unasked
     * @param deadline until when the caller may do without, or empty when nobody has to have one
     */
    public EnrollmentPrompt(boolean skippable, boolean silent, Optional<Instant> deadline) {
        this(skippable, silent, deadline, false);
    }

    /**
     * Tells whether a passkey is required of the user.
     *
     * @return false when one is only offered
     */
    public boolean required() {
        return deadline.isPresent();
    }
}
