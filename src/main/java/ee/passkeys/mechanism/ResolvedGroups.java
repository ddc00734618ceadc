// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.mechanism;

import java.security.Principal;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Groups that a passkey gives.
 *
 * @param told those the container is told of; null where it finds them itself
 * @param all those the caller has then, with what the container adds of its own; empty where that is not to be seen
 * @param gone whether the server's realm, where callers come from it, has nobody of that name who could bring a password
 * @param unseen whether only a login by password would show what the caller may have, and none was seen
 * @param principal the caller as the application's handler knows one; empty where only the name is known
 */
record ResolvedGroups(
        @Nullable Set<String> told,
        Optional<Set<String>> all,
        boolean gone,
        boolean unseen,
        Optional<Principal> principal) {

    ResolvedGroups(@Nullable Set<String> told, Optional<Set<String>> all, boolean gone) {
        this(told, all, gone, false, Optional.empty());
    }

    static ResolvedGroups of(@Nullable Set<String> told, Optional<Set<String>> added, boolean gone) {
        if (told == null) {
            return new ResolvedGroups(null, added, gone);
        }
        Set<String> all = new TreeSet<>(told);
        added.ifPresent(all::addAll);
        return new ResolvedGroups(told, Optional.of(all), gone);
    }

    /** Nothing, until a login by password was seen. */
    static ResolvedGroups untilSeen(boolean gone) {
        return new ResolvedGroups(Set.of(), Optional.of(Set.of()), gone, true, Optional.empty());
    }

    ResolvedGroups as(Optional<Principal> known) {
        return new ResolvedGroups(told, all, gone, unseen, known);
    }
}
