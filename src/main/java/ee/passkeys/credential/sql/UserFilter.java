// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.sql;

import java.time.Instant;
import java.util.Optional;

/**
 * Choice of users for a list.
 *
 * @param prefix how the name begins, in any case; empty for all
 * @param state which users of those
 * @param unusedSince only users with a passkey, none of which was used at that time or later
 * @param after the cursor of the last user of the page before
 * @param most how many at most
 */
public record UserFilter(String prefix, State state, Optional<Instant> unusedSince, Optional<String> after, int most) {

    /** Whether users have passkeys. */
    public enum State {
        /** All users that are known. */
        ALL,
        /** Users with a passkey. */
        WITH,
        /** Users with neither a passkey nor a disabled one. */
        WITHOUT,
        /** Users with a disabled passkey. */
        DISABLED
    }
}
