// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ceremony;

import ee.passkeys.api.PasskeyAccounts;
import ee.passkeys.api.PasskeyEvent;
import ee.passkeys.api.PasskeyInfo;
import ee.passkeys.credential.Passkey;
import ee.passkeys.credential.PasskeyTransactions;
import ee.passkeys.event.Events;
import ee.passkeys.value.CredentialId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Passkeys of the users in the store, for code of the application. */
public final class StoredPasskeyAccounts implements PasskeyAccounts {

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
    public StoredPasskeyAccounts(PasskeyTransactions store, Events events, Clock clock) {
        this.store = store;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public List<PasskeyInfo> passkeysOf(String name) {
        return store.<List<Passkey>, RuntimeException>transact(stored -> stored.of(name)).stream()
                .map(StoredPasskeyAccounts::info)
                .toList();
    }

    private static PasskeyInfo info(Passkey passkey) {
        return new PasskeyInfo(
                passkey.id(),
                passkey.label(),
                passkey.backedUp(),
                passkey.createdAt(),
                Optional.ofNullable(passkey.lastUsedAt()),
                passkey.disabled());
    }

    @Override
    public boolean revoke(String name, CredentialId passkey) {
        Optional<PasskeyEvent> removed = store.transact(stored -> {
            Optional<PasskeyEvent> event = stored.of(name).stream()
                    .filter(owned -> owned.id().equals(passkey) && stored.remove(owned.caller(), passkey))
                    .<PasskeyEvent>map(owned -> new PasskeyEvent.Removed(clock.instant(), owned.caller(), passkey))
                    .findFirst();
            event.ifPresent(happened -> stored.record(happened, APPLICATION));
            return event;
        });
        removed.ifPresent(events::send);
        return removed.isPresent();
    }

    @Override
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

    @Override
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
