// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.caller;

import java.util.Optional;
import java.util.Set;

/** A realm that its container asks by itself. */
final class RealmOfContainer implements ContainerRealm {

    @Override
    public boolean knowsGroups() {
        return false;
    }

    @Override
    public Optional<Set<String>> groupsOf(String caller) {
        return Optional.of(Set.of());
    }

    @Override
    public void succeeded(String caller) {
        // nobody counts
    }
}
