// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.mechanism;

import ee.passkeys.ceremony.VerifiedAssertion;
import jakarta.security.enterprise.credential.Credential;
import org.jspecify.annotations.Nullable;

/**
 * Brings the proof of a passkey login through the container to the mechanism, and word back whether the container took it: what
 * {@code SecurityContext.authenticate} returns is not enough, as WildFly says SUCCESS without asking anybody when a caller is there.
 */
final class PasskeyCredential implements Credential {

    private final VerifiedAssertion proof;
    private boolean accepted;
    private boolean refused;
    private @Nullable RuntimeException failure;

    PasskeyCredential(VerifiedAssertion proof) {
        this.proof = proof;
    }

    VerifiedAssertion proof() {
        return proof;
    }

    void accept() {
        accepted = true;
    }

    /** The caller may not come in now. */
    void refuse() {
        refused = true;
    }

    /** Nothing can be said of the caller's groups now. */
    void fail(RuntimeException why) {
        failure = why;
    }

    boolean accepted() {
        return accepted;
    }

    boolean refused() {
        return refused;
    }

    /** Why the groups are not known, or null. */
    @Nullable RuntimeException failure() {
        return failure;
    }
}
