// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ceremony;

import ee.passkeys.credential.PasskeyTransactions;
import ee.passkeys.credential.PasswordLogin;
import ee.passkeys.value.CredentialId;
import ee.passkeys.value.Origin;
import java.time.Instant;
import java.util.Optional;

/** Proofs for tests of who takes them; nobody but this package can make one. */
public final class Proofs {

    public static final CredentialId PASSKEY = new CredentialId("AQIDBAUGBwgJCgsMDQ4PEA");

    public static final Origin ORIGIN = new Origin("https://example.org");

    private Proofs() {}

    /** What was kept of the last password, as it is when this is called. */
    public static VerifiedAssertion of(String caller, PasskeyTransactions store) {
        return of(caller, store, Optional.of(ORIGIN));
    }

    /** The same of a ceremony at another origin, or at one that nobody knows. */
    public static VerifiedAssertion of(String caller, PasskeyTransactions store, Optional<Origin> origin) {
        Optional<PasswordLogin> lastPassword = store.transact(stored -> stored.passwordLogin(caller));
        return new VerifiedAssertion(caller, PASSKEY, true, Instant.EPOCH, lastPassword, origin);
    }
}
