// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.application;

import ee.passkeys.api.NewAccounts;
import ee.passkeys.value.ApplicationLog;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/**
 * Makes the application's accounts for visitors, but for none of a name that already means somebody: a user of the server's realm or of an
 * identity store, or a principal to whom a descriptor gives a role. Some containers add the groups of their realm to every caller of a name,
 * and a visitor chooses the name.
 */
public final class UnclaimedNames implements NewAccounts {

    private static final System.Logger LOG = ApplicationLog.of(UnclaimedNames.class);

    private final NewAccounts application;
    private final Predicate<String> claimed;
    private final Realm realm;
    private final boolean withoutRealm;
    private final AtomicBoolean warned = new AtomicBoolean();

    /** Says of a name whether the server's realm has such a user. */
    @FunctionalInterface
    public interface Realm {

        /**
         * Whether there is one.
         *
         * @param name as the visitor typed it
         * @return empty where the realm cannot be asked
         */
        Optional<Boolean> knows(String name);
    }

    /**
     * Stands before the accounts of the application.
     *
     * @param application makes the accounts, and knows those that it made
     * @param claimed whether an identity store gives a name groups, or a descriptor a role
     * @param realm the server's realm
     * @param withoutRealm whether an account is made even where the realm cannot be asked
     */
    public UnclaimedNames(NewAccounts application, Predicate<String> claimed, Realm realm, boolean withoutRealm) {
        this.application = application;
        this.claimed = claimed;
        this.realm = realm;
        this.withoutRealm = withoutRealm;
    }

    @Override
    public boolean isFree(String name) {
        return application.isFree(name) && !claimed.test(name) && !isOfRealm(name);
    }

    private boolean isOfRealm(String name) {
        if (withoutRealm) {
            return realm.knows(name).orElse(false);
        }
        Optional<Boolean> known = realm.knows(name);
        if (known.isEmpty() && warned.compareAndSet(false, true)) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "New account rejected: the server's realm cannot be searched for the user name. If the application does not use"
                            + " the realm, set passkeys.registration.unknown-realm=allow.");
        }
        return known.orElse(true);
    }

    @Override
    public void create(String name, String displayName) {
        application.create(name, displayName);
    }

    @Override
    public void withdraw(String name) {
        application.withdraw(name);
    }

    @Override
    public boolean hasOtherWayIn(String caller) {
        return application.hasOtherWayIn(caller);
    }
}
