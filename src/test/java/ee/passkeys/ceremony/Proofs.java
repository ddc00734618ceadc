// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ceremony;

import ee.passkeys.credential.PasskeyTransactions;
import ee.passkeys.credential.PasswordLogin;
import ee.passkeys.value.CredentialId;
import java.time.Instant;
import java.util.Optional;

/** Proofs for tests of who takes them; nobody but this package can make one. */
public final class Proofs {

    public static final CredentialId PASSKEY = new CredentialId("AQIDBAUGBwgJCgsMDQ4PEA");

    private Proofs() {}

    /** What was kept of the last password, as it is when this is called. */
    public static VerifiedAssertion of(String caller, PasskeyTransactions store) {
        Optional<PasswordLogin> lastPassword = store.transact(stored -> stored.passwordLogin(caller));
        return new VerifiedAssertion(caller, PASSKEY, true, Instant.EPOCH, lastPassword);
    }
}
