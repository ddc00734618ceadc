// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.token;

import ee.passkeys.ceremony.VerifiedAssertion;
import ee.passkeys.credential.Passkey;
import ee.passkeys.credential.TokenFamily;

/**
 * Use of a refresh token that was verified, and has not given the next one yet. Only this room makes one.
 */
public final class Renewal {

    private final RefreshToken token;
    private final TokenFamily family;
    private final Passkey passkey;
    private final VerifiedAssertion proof;

    Renewal(RefreshToken token, TokenFamily family, Passkey passkey, VerifiedAssertion proof) {
        this.token = token;
        this.family = family;
        this.passkey = passkey;
        this.proof = proof;
    }

    /**
     * Returns who it is.
     *
     * @return a proof for tokens alone
     */
    public VerifiedAssertion proof() {
        return proof;
    }

    RefreshToken token() {
        return token;
    }

    TokenFamily family() {
        return family;
    }

    Passkey passkey() {
        return passkey;
    }
}
