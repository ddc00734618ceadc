// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ceremony;

import ee.passkeys.api.PasskeyEvent;
import ee.passkeys.credential.Passkey;
import ee.passkeys.credential.PasskeyTransactions;
import ee.passkeys.event.Events;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * Bean for application code that removes or renames users. Passkeys belong to a name, and know nothing of the account behind it.
 *
 * <pre>{@code
 * @Inject
 * PasskeyAccounts passkeys;
 *
 * void dismiss(String name) {
 *     accounts.remove(name);
 *     passkeys.forget(name);
 * }
 * }</pre>
 *
 * <p>Every method works on the users of the application, in transactions of its own, and throws {@link
 * ee.passkeys.credential.StoreUnavailableException} when the database fails. Sessions that are open stay open. Safe for use by many threads.
 */
public final class PasskeyAccounts {

    /** Actor of what code of the application does. */
    private static final String APPLICATION = "(application)";

    private final PasskeyTransactions store;
    private final Events events;
    private final Clock clock;

    /**
     * Made by the platform.
     *
     * @param store the stored passkeys
     * @param events where it is told what happened
     * @param clock the server's
     */
    public PasskeyAccounts(PasskeyTransactions store, Events events, Clock clock) {
        this.store = store;
        this.events = events;
        this.clock = clock;
    }

    /**
     * The passkeys of a user.
     *
     * @param name the name in the container, in any spelling that is the same user
     * @return all of them, the disabled ones too, in the order they were made
     */
    public List<Passkey> passkeysOf(String name) {
        return store.transact(stored -> stored.of(name));
    }

    /**
     * Forgets a user whose account is gone: removes all passkeys, and whatever else is remembered of the name. The next user of the name
     * begins anew. MUST be called before the name is given again.
     *
     * @param name the name in the container, in any spelling that is the same user
     * @return how many passkeys were removed
     */
    public int forget(String name) {
        Instant now = clock.instant();
        List<PasskeyEvent> removed = store.transact(stored -> {
            List<PasskeyEvent> all = stored.of(name).stream()
                    .<PasskeyEvent>map(passkey -> new PasskeyEvent.Removed(now, passkey.caller(), passkey.id()))
                    .toList();
            stored.forget(name);
            all.forEach(event -> stored.record(event, APPLICATION));
            return all;
        });
        removed.forEach(events::send);
        return removed.size();
    }

    /**
     * Has the passkeys of a user follow to a new name. The authenticators go on showing the old one.
     *
     * @param name the name until now
     * @param newName the name from now on
     * @return false when nothing is known of the old name
     * @throws IllegalStateException when something is known of the new name, which is then another user's, or when passkeys were made under
     *     several spellings of the old one; nothing is changed then
     */
    public boolean rename(String name, String newName) {
        PasskeyEvent event = new PasskeyEvent.UserRenamed(clock.instant(), name, newName);
        boolean renamed = store.transact(stored -> {
            boolean known = stored.renameUser(name, newName);
            if (known) {
                stored.record(event, APPLICATION);
            }
            return known;
        });
        if (renamed) {
            events.send(event);
        }
        return renamed;
    }
}
