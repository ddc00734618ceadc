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
 * @param gone whether the server's realm, where callers come from it, has nobody of that name who could bring a password
 */
record Grant(@Nullable Set<String> told, Optional<Set<String>> all, boolean gone) {

    static Grant of(@Nullable Set<String> told, Optional<Set<String>> added, boolean gone) {
        if (told == null) {
            return new Grant(null, added, gone);
        }
        Set<String> all = new TreeSet<>(told);
        added.ifPresent(all::addAll);
        return new Grant(told, Optional.of(all), gone);
    }
}
