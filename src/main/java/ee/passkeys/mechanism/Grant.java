// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.mechanism;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The groups that a passkey gives.
 *
 * @param told those the container is told of; null where it finds them itself
 * @param all those the caller has then, with what the container adds of its own; empty where that is not to be seen
 */
record Grant(@Nullable Set<String> told, Optional<Set<String>> all) {

    static Grant of(@Nullable Set<String> told, Optional<Set<String>> added) {
        if (told == null) {
            return new Grant(null, added);
        }
        Set<String> all = new TreeSet<>(told);
        added.ifPresent(all::addAll);
        return new Grant(told, Optional.of(all));
    }
}
