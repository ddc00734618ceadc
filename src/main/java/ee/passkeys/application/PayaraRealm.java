// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.application;

import java.util.Optional;

/**
 * A realm of Payara's that keeps the groups of a caller in memory, as they were when it was last asked: it does not learn that some were taken
 * away, and a directory is asked for none before there was a password. It has no method that looks them up anew without one, only the parts of
 * such a method, which are used here in its order.
 */
abstract sealed class PayaraRealm permits PayaraJdbcRealm, PayaraLdapRealm {

    final PrivateAccess realm;

    PayaraRealm(PrivateAccess realm) {
        this.realm = realm;
    }

    /** The groups that a password would give now; empty where nobody of that name could bring one. */
    abstract Optional<String[]> groupsOf(String caller) throws ReflectiveOperationException;

    /** What tells the account from a later one of the same name; empty where the realm has nothing of the kind. */
    Optional<String> accountId(String caller) throws ReflectiveOperationException {
        return Optional.empty();
    }

    /** How the realm itself spells the name; empty where it has nobody of it, or does not tell. */
    abstract Optional<String> spelling(String caller) throws ReflectiveOperationException;

    /** Has the realm know the groups of a caller as they are now; false where nobody of that name could bring a password. */
    boolean renew(String caller) throws ReflectiveOperationException {
        Optional<String[]> groups = groupsOf(caller);
        realm.call("setGroupNames", caller, groups.orElseGet(() -> new String[0]));
        return groups.isPresent();
    }
}
