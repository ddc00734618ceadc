// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.policy;

import ee.passkeys.config.Settings.Level;
import ee.passkeys.credential.Columns;
import ee.passkeys.credential.DuplicateException;
import ee.passkeys.credential.EnrollmentRecord;
import ee.passkeys.credential.PasskeyRepository;
import ee.passkeys.credential.PasskeyTransactions;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Requests to users to create a passkey, with their answers. Every method throws {@link ee.passkeys.credential.StoreUnavailableException}
 * when the database fails.
 */
public final class EnrollmentPrompts {

    private final Rollout rollout;
    private final PasskeyTransactions store;
    private final Clock clock;

    /**
     * Takes rules and memory.
     *
     * @param rollout what the settings say
     * @param store where it is remembered
     * @param clock the server's
     */
    public EnrollmentPrompts(Rollout rollout, PasskeyTransactions store, Clock clock) {
        this.rollout = rollout;
        this.store = store;
        this.clock = clock;
    }

    /**
     * Returns the request for a user, due or not.
     *
     * @param caller the name in the container
     * @param level the caller's
     * @param host the host of the request, as the server knows it
     * @return empty for who has a passkey already, or may have none
     */
    public Optional<EnrollmentPrompt> of(String caller, Level level, String host) {
        return store.transact(stored -> of(caller, level, host, stored, clock.instant()));
    }

    /**
     * Returns the request for a user if it is due, and records it. It counts as asked from now on.
     *
     * @param caller the name in the container
     * @param level the caller's
     * @param host the host of the request, as the server knows it
     * @return what the caller is asked for, or empty to leave the caller alone
     */
    public Optional<EnrollmentPrompt> ask(String caller, Level level, String host) {
        Instant now = clock.instant();
        try {
            return store.transact(stored -> {
                Optional<EnrollmentRecord> offer = stored.offer(caller);
                Optional<EnrollmentPrompt> due = of(caller, level, host, stored, now)
                        .filter(invitation -> rollout.isDue(invitation, offer, now));
                due.ifPresent(invitation -> stored.keepOffer(asked(
                        caller,
                        invitation,
                        offer,
                        offer.filter(EnrollmentRecord::declined).isPresent(),
                        now)));
                return due;
            });
        } catch (DuplicateException e) {
            return of(caller, level, host); // another request of the same caller was first
        }
    }

    /**
     * Records that a user does not create a passkey now.
     *
     * @param caller the name in the container
     * @param level the caller's
     * @param host the host of the request, as the server knows it
     * @param forGood whether the caller wants never to be asked again, which counts unless a passkey is required, or one for the domain that
     *     the application moves to
     * @return false when the caller has to have one now
     */
    public boolean skip(String caller, Level level, String host, boolean forGood) {
        Instant now = clock.instant();
        return store.transact(stored -> {
            Optional<EnrollmentPrompt> open = of(caller, level, host, stored, now);
            if (open.isPresent() && !open.get().skippable()) {
                return false;
            }
            open.ifPresent(invitation -> stored.keepOffer(
                    asked(caller, invitation, stored.offer(caller), forGood && !invitation.moves(), now)));
            return true;
        });
    }

    private Optional<EnrollmentPrompt> of(
            String caller, Level level, String host, PasskeyRepository stored, Instant now) {
        return Columns.holdName(caller)
                ? rollout.at(host).invitation(caller, level, stored.of(caller), stored.offer(caller), now)
                : Optional.empty();
    }

    /** The days of grace are counted from the first time that a passkey was required, and anew when it was not in between. */
    private static EnrollmentRecord asked(
            String caller,
            EnrollmentPrompt invitation,
            Optional<EnrollmentRecord> before,
            boolean declined,
            Instant now) {
        Instant since = before.map(EnrollmentRecord::requiredSince).orElse(now);
        return new EnrollmentRecord(caller, now, invitation.required() ? since : null, declined);
    }
}
