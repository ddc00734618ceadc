// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ceremony;

import ee.passkeys.credential.Passkey;
import ee.passkeys.credential.PasskeyRepository;
import ee.passkeys.credential.PasskeyTransactions;
import ee.passkeys.event.Events;
import ee.passkeys.problem.ProblemException;
import ee.passkeys.value.Origin;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Services that both ceremonies use.
 *
 * @param store the stored passkeys
 * @param ceremonies begins them
 * @param seal seals and opens them
 * @param ledger has each answered once
 * @param options writes what the browser needs
 * @param attestations verifies answers to registrations
 * @param assertions verifies answers to logins
 * @param events where it is told what happened
 * @param random for handles
 * @param clock the server's
 * @param readsGroups whether those who sign in are compared with, or given, what their last password gave
 * @param own tells the passkeys of the relying party from those of others
 */
record CeremonyServices(
        PasskeyTransactions store,
        CeremonyFactory ceremonies,
        CeremonyToken seal,
        SingleUse ledger,
        Options options,
        AttestationVerifier attestations,
        AssertionVerifier assertions,
        Events events,
        SecureRandom random,
        Clock clock,
        boolean readsGroups,
        OwnPasskeys own) {

    /** The proof that the owner of a passkey is there, with what the last password gave, where that is wanted. */
    VerifiedAssertion proof(
            String caller, Passkey passkey, boolean userVerified, Instant at, Origin origin, PasskeyRepository stored) {
        return new VerifiedAssertion(
                caller,
                passkey.id(),
                userVerified,
                at,
                readsGroups ? stored.passwordLogin(caller) : Optional.empty(),
                Optional.of(origin));
    }

    /** The same of an earlier use of the passkey, after everything else was asked again. */
    VerifiedAssertion renewed(
            Passkey passkey, boolean userVerified, Instant at, Optional<Origin> origin, PasskeyRepository stored) {
        return new VerifiedAssertion(
                passkey.caller(),
                passkey.id(),
                userVerified,
                at,
                readsGroups ? stored.passwordLogin(passkey.caller()) : Optional.empty(),
                origin,
                true);
    }

    /** Does a step of a ceremony, and reports its refusal. */
    <T> T reporting(String kind, Refusals.Step<T> step) throws ProblemException {
        return new Refusals(events, clock).reporting(kind, step);
    }
}
