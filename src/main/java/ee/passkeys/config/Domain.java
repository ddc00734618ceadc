// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.config;

import java.util.Locale;

/** State of the domain that a passkey belongs to. */
public enum Domain {
    /** The RP ID of a relying party: its passkeys sign in, and new ones belong to it. */
    CURRENT,
    /** The RP ID from before a move: its passkeys still sign in. */
    PREVIOUS,
    /** The RP ID of no relying party: its passkeys do not sign in. */
    CLOSED;

    /**
     * Returns the word for it in answers.
     *
     * @return such as {@code previous}
     */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
