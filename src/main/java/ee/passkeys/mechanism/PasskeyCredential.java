// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.mechanism;

import ee.passkeys.ceremony.VerifiedAssertion;
import jakarta.security.enterprise.credential.Credential;

/**
 * Brings the proof of a passkey login through the container to the mechanism, and the outcome back: what
 * {@code SecurityContext.authenticate} returns is not enough, as WildFly says SUCCESS without asking anybody when a caller is there.
 */
final class PasskeyCredential implements Credential {

    private final VerifiedAssertion proof;
    private Outcome outcome = new Unseen();

    PasskeyCredential(VerifiedAssertion proof) {
        this.proof = proof;
    }

    VerifiedAssertion proof() {
        return proof;
    }

    void endWith(Outcome how) {
        outcome = how;
    }

    Outcome outcome() {
        return outcome;
    }

    /** What became of it. */
    sealed interface Outcome {}

    /** The container did not ask the mechanism. */
    record Unseen() implements Outcome {}

    /** The container was told of the caller. */
    record Accepted() implements Outcome {}

    /**
     * The caller may not come in now.
     *
     * @param why for log and audit, never for the client
     */
    record Refused(String why) implements Outcome {}

    /**
     * Nothing can be said of the caller's groups now.
     *
     * @param why what failed
     */
    record Failed(RuntimeException why) implements Outcome {}
}
