// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ceremony;

import ee.passkeys.credential.PasskeyStore;
import ee.passkeys.event.Events;
import ee.passkeys.event.PasskeyEvent;
import java.security.SecureRandom;
import java.time.Clock;

/**
 * What both ceremonies work with.
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
 */
record CeremonyParts(
        PasskeyStore store,
        Ceremonies ceremonies,
        CeremonySeal seal,
        CeremonyLedger ledger,
        Options options,
        AttestationVerifier attestations,
        AssertionVerifier assertions,
        Events events,
        SecureRandom random,
        Clock clock) {

    /** Tells of a refusal, and hands it on. */
    CeremonyException refused(String kind, CeremonyException refusal) {
        String detail = String.valueOf(refusal.getMessage());
        events.send(new PasskeyEvent.Refused(
                clock.instant(), kind, refusal.failure().code(), detail));
        return refusal;
    }
}
