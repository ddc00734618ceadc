// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.install.zip;

import java.io.Serial;

/** Thrown when a file is not one that we change: what is wrong with it, and the cure. Nothing was written then. */
public final class RefusedException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Refuses what the operator asked for.
     *
     * @param message what is wrong and what to do, for the operator
     */
    public RefusedException(String message) {
        super(message);
    }
}
