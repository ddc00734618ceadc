// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.authorization;

import ee.passkeys.value.Groups;
import java.security.Principal;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The groups that a passkey gives to its user.
 *
 * @param declared those that the container gets
 * @param effective those that the user then has, with those that the container adds; empty where they cannot be seen
 * @param unknownToRealm whether the realm of the server, where users come from it, has no user of that name
 * @param unseen whether only a login by password would show what the caller may have, and none was seen
 * @param principal the caller as the application's handler knows one; empty where only the name is known
 */
public record ResolvedGroups(
        Groups declared,
        Optional<Set<String>> effective,
        boolean unknownToRealm,
        boolean unseen,
        Optional<Principal> principal) {

    /**
     * Makes groups that were seen, of a user of whom only the name is known.
     *
     * @param declared those that the container gets
     * @param effective those that the user then has; empty where they cannot be seen
     * @param unknownToRealm whether the realm has no user of that name
     */
    public ResolvedGroups(Groups declared, Optional<Set<String>> effective, boolean unknownToRealm) {
        this(declared, effective, unknownToRealm, false, Optional.empty());
    }

    /**
     * Makes the groups of a user, with those that the container adds.
     *
     * @param declared those that the container gets
     * @param added those that the container adds by the name alone; empty where they cannot be seen
     * @param unknownToRealm whether the realm has no user of that name
     * @return the groups of a user of whom only the name is known
     */
    public static ResolvedGroups of(Groups declared, Optional<Set<String>> added, boolean unknownToRealm) {
        Optional<Set<String>> effective =
                declared.told().isEmpty() ? added : declared.told().map(told -> union(told, added));
        return new ResolvedGroups(declared, effective, unknownToRealm);
    }

    private static Set<String> union(Set<String> told, Optional<Set<String>> added) {
        Set<String> all = new TreeSet<>(told);
        added.ifPresent(all::addAll);
        return all;
    }

    /**
     * No groups, until a sign-in by password was seen.
     *
     * @param unknownToRealm whether the realm has no user of that name
     * @return groups with which nobody is let in
     */
    public static ResolvedGroups untilSeen(boolean unknownToRealm) {
        return new ResolvedGroups(Groups.of(Set.of()), Optional.of(Set.of()), unknownToRealm, true, Optional.empty());
    }

    /**
     * The same user with just these groups, of which the container is told.
     *
     * @param groups all that are left
     * @return the groups that the container gets, and no others
     */
    public ResolvedGroups limitedTo(Set<String> groups) {
        return new ResolvedGroups(Groups.of(groups), Optional.of(groups), unknownToRealm, unseen, principal);
    }

    /**
     * The same for a principal of the application's own.
     *
     * @param known the caller as the application's handler knows one; empty where only the name is known
     * @return the same groups
     */
    public ResolvedGroups as(Optional<Principal> known) {
        return new ResolvedGroups(declared, effective, unknownToRealm, unseen, known);
    }
}
