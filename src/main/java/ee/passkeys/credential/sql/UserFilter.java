// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.sql;

import ee.passkeys.value.Words;
import java.time.Instant;
import java.util.Arrays;
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
        DISABLED,
        /** Users who are required to have a passkey and have none that is enabled. */
        REQUIRED_WITHOUT;

        /**
         * Reads a word.
         *
         * @param word such as {@code required-without}
         * @return the state of that name
         * @throws IllegalArgumentException for another word
         */
        public static State of(String word) {
            return Arrays.stream(values())
                    .filter(state -> Words.of(state).equals(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("an unknown state"));
        }
    }
}
