// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.token;

import java.time.Instant;

/**
 * Verified proof of possession, which is used up when what it comes with turns out to be valid: nobody stores anything here by proofs alone.
 * Only this room makes one.
 */
public final class Possession {

    private final String thumbprint;
    private final String id;
    private final Instant forgettableAt;

    Possession(String thumbprint, String id, Instant forgettableAt) {
        this.thumbprint = thumbprint;
        this.id = id;
        this.forgettableAt = forgettableAt;
    }

    /** The key that the client holds. */
    String thumbprint() {
        return thumbprint;
    }

    /** What is used up: ids are random for each key. */
    String value() {
        return "dpop:" + thumbprint + ":" + id;
    }

    /** From when on nobody would accept the proof anyway. */
    Instant forgettableAt() {
        return forgettableAt;
    }
}
