// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ceremony;

import ee.passkeys.credential.Passkey;
import java.util.Optional;

/** Verified and stored new passkey, which only this package can create. Only this room says so, after it was verified and stored. */
public final class Registered {

    private final Passkey passkey;
    private final Optional<VerifiedAssertion> newcomer;

    Registered(Passkey passkey, Optional<VerifiedAssertion> newcomer) {
        this.passkey = passkey;
        this.newcomer = newcomer;
    }

    /**
     * The new passkey.
     *
     * @return the passkey as it is stored
     */
    public Passkey passkey() {
        return passkey;
    }

    /**
     * The proof that lets the owner of a new account in: who just made an account is signed in to it.
     *
     * @return the proof, or empty when the owner was signed in before
     */
    public Optional<VerifiedAssertion> newcomer() {
        return newcomer;
    }
}
