// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.mechanism;

import ee.passkeys.ceremony.SignedIn;
import jakarta.security.enterprise.credential.Credential;

/**
 * Brings the proof of a passkey login through the container to the mechanism, and word back whether the container took it: what
 * {@code SecurityContext.authenticate} returns is not enough, as WildFly says SUCCESS without asking anybody when a caller is there.
 */
final class PasskeyCredential implements Credential {

    private final SignedIn proof;
    private boolean accepted;
    private boolean refused;

    PasskeyCredential(SignedIn proof) {
        this.proof = proof;
    }

    SignedIn proof() {
        return proof;
    }

    void accept() {
        accepted = true;
    }

    /** The caller may not come in now. */
    void refuse() {
        refused = true;
    }

    boolean accepted() {
        return accepted;
    }

    boolean refused() {
        return refused;
    }
}
