// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.policy;

import java.time.Instant;
import java.util.Optional;

/**
 * What a caller without a passkey is asked for.
 *
 * @param skippable whether the caller may go on without one
 * @param silent whether the browser may first try to create one unasked
 * @param deadline until when the caller may do without, or empty when nobody has to have one
 */
public record Invitation(boolean skippable, boolean silent, Optional<Instant> deadline) {

    /**
     * Whether the caller has to have a passkey sooner or later.
     *
     * @return false when one is only offered
     */
    public boolean required() {
        return deadline.isPresent();
    }
}
