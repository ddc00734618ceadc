// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ceremony;

import static ee.passkeys.problem.ProblemCode.LAST_CREDENTIAL;
import static ee.passkeys.problem.ProblemCode.NO_SUCH_PASSKEY;

import ee.passkeys.api.NewAccounts;
import ee.passkeys.api.PasskeyEvent;
import ee.passkeys.credential.Passkey;
import ee.passkeys.credential.PasskeyRepository;
import ee.passkeys.credential.PasskeyTransactions;
import ee.passkeys.event.Events;
import ee.passkeys.problem.ProblemException;
import ee.passkeys.value.CredentialId;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Management of users' own passkeys: list, rename and remove. Somebody else's do not exist for them. */
public final class PasskeyManagement {

    private static final String KIND = "change";
    private static final int LONGEST_LABEL = 64;

    private final OwnPasskeys own;
    private final PasskeyTransactions store;
    private final Optional<NewAccounts> host;
    private final Events events;
    private final Clock clock;
    private final Refusals refusals;

    PasskeyManagement(
            OwnPasskeys own, PasskeyTransactions store, Optional<NewAccounts> host, Events events, Clock clock) {
        this.own = own;
        this.store = store;
        this.host = host;
        this.events = events;
        this.clock = clock;
        this.refusals = new Refusals(events, clock);
    }

    /**
     * The caller's passkeys.
     *
     * @param caller the name in the container
     * @return all of them but those of other hosts, in the order they were made
     */
    public List<Passkey> of(String caller) {
        return own.shown(store.transact(stored -> stored.of(caller)));
    }

    /**
     * Gives a passkey another label.
     *
     * @param caller the name of the owner
     * @param id the credential id
     * @param label the new label
     * @return the passkey as it is now
     * @throws ProblemException {@code no-such-passkey}, or {@code malformed-request} for a label that is not plain text of 1 to 64
     *     characters
     */
    public Passkey rename(String caller, CredentialId id, String label) throws ProblemException {
        return refusals.reporting(KIND, () -> label(caller, id, PlainText.check("label", label, LONGEST_LABEL)));
    }

    private Passkey label(String caller, CredentialId id, String plain) throws ProblemException {
        PasskeyEvent event = new PasskeyEvent.Renamed(clock.instant(), caller, id);
        Passkey renamed = store.<Passkey, ProblemException>transact(stored -> {
            owned(caller, id, stored);
            if (!stored.rename(caller, id, plain)) {
                throw none(caller);
            }
            stored.record(event);
            return owned(caller, id, stored);
        });
        events.send(event);
        return renamed;
    }

    /**
     * Removes a passkey.
     *
     * @param caller the name of the owner
     * @param id the credential id
     * @throws ProblemException {@code no-such-passkey}, or {@code last-credential} when the caller could not sign in any more
     */
    public void remove(String caller, CredentialId id) throws ProblemException {
        refusals.reporting(KIND, () -> removed(caller, id));
    }

    private CredentialId removed(String caller, CredentialId id) throws ProblemException {
        boolean needed = !hasOtherWayIn(caller);
        PasskeyEvent event = new PasskeyEvent.Removed(clock.instant(), caller, id);
        store.<CredentialId, ProblemException>transact(stored -> {
            boolean signsIn = own.signsIn(owned(caller, id, stored));
            if (!stored.remove(caller, id)) {
                throw none(caller);
            }
            if (needed && signsIn && stored.of(caller).stream().noneMatch(own::signsIn)) {
                throw new ProblemException(LAST_CREDENTIAL, "the only passkey of " + caller);
            }
            stored.record(event);
            return id;
        });
        events.send(event);
        return id;
    }

    /** Accounts that were there before their passkeys have a password; of those made with a passkey only the application knows. */
    private boolean hasOtherWayIn(String caller) {
        return host.map(accounts -> accounts.hasOtherWayIn(caller)).orElse(true);
    }

    private Passkey owned(String caller, CredentialId id, PasskeyRepository stored) throws ProblemException {
        return own.shown(stored.of(caller)).stream()
                .filter(passkey -> passkey.id().equals(id))
                .findFirst()
                .orElseThrow(() -> none(caller));
    }

    private static ProblemException none(String caller) {
        return new ProblemException(NO_SUCH_PASSKEY, caller + " has no such passkey");
    }
}
