// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.mechanism;

import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The groups that a passkey gives.
 *
 * @param told those the container is told of; null where it finds them itself
 * @param all those the caller has then, with what the container adds of its own
 */
record Grant(@Nullable Set<String> told, Set<String> all) {

    static Grant of(@Nullable Set<String> told, Set<String> added) {
        Set<String> all = new TreeSet<>(added);
        if (told != null) {
            all.addAll(told);
        }
        return new Grant(told, all);
    }
}
