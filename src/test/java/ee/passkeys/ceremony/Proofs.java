// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ceremony;

import ee.passkeys.value.CredentialId;
import java.time.Instant;

/** Proofs for tests of who takes them; nobody but this package can make one. */
public final class Proofs {

    public static final CredentialId PASSKEY = new CredentialId("AQIDBAUGBwgJCgsMDQ4PEA");

    private Proofs() {}

    public static SignedIn of(String caller) {
        return new SignedIn(caller, PASSKEY, true, Instant.EPOCH);
    }
}
