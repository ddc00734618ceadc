// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.mechanism;

import java.security.Principal;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The groups that a passkey gives to its user.
 *
 * @param declared those that the container is notified of; null where it finds them itself
 * @param effective those that the user then has, with those that the container adds; empty where they cannot be seen
 * @param unknownToRealm whether the realm of the server, where users come from it, has no user of that name
 * @param unseen whether only a login by password would show what the caller may have, and none was seen
 * @param principal the caller as the application's handler knows one; empty where only the name is known
 */
record ResolvedGroups(
        @Nullable Set<String> declared,
        Optional<Set<String>> effective,
        boolean unknownToRealm,
        boolean unseen,
        Optional<Principal> principal) {

    ResolvedGroups(@Nullable Set<String> declared, Optional<Set<String>> effective, boolean unknownToRealm) {
        this(declared, effective, unknownToRealm, false, Optional.empty());
    }

    static ResolvedGroups of(@Nullable Set<String> declared, Optional<Set<String>> added, boolean unknownToRealm) {
        if (declared == null) {
            return new ResolvedGroups(null, added, unknownToRealm);
        }
        Set<String> effective = new TreeSet<>(declared);
        added.ifPresent(effective::addAll);
        return new ResolvedGroups(declared, Optional.of(effective), unknownToRealm);
    }

    /** Nothing, until a login by password was seen. */
    static ResolvedGroups untilSeen(boolean unknownToRealm) {
        return new ResolvedGroups(Set.of(), Optional.of(Set.of()), unknownToRealm, true, Optional.empty());
    }

    ResolvedGroups as(Optional<Principal> known) {
        return new ResolvedGroups(declared, effective, unknownToRealm, unseen, known);
    }
}
