// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.testkit;

import ee.passkeys.application.ContainerRealm;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.Subject;
import javax.security.auth.callback.CallbackHandler;

/** A realm that knows nothing and shows nothing. */
public class NoRealm implements ContainerRealm {

    @Override
    public boolean knowsGroups() {
        return false;
    }

    @Override
    public Optional<Set<String>> groupsOf(String caller) {
        return Optional.of(Set.of());
    }

    @Override
    public boolean renew(String caller, CallbackHandler container) {
        return true;
    }

    @Override
    public Optional<Set<String>> groupsByName(String caller, CallbackHandler container) {
        return Optional.of(Set.of());
    }

    @Override
    public Optional<Set<String>> groupsIn(Subject subject) {
        return Optional.empty();
    }

    @Override
    public boolean keepTo(Subject subject, Set<String> groups) {
        return false;
    }

    @Override
    public boolean lacks(String name) {
        return false;
    }

    @Override
    public void succeeded(String caller) {
        // nobody counts
    }
}
