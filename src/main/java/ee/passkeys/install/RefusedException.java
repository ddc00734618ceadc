// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.install;

import java.io.Serial;

/** Thrown when a file is not one that we change: what is wrong with it, and the cure. Nothing was written then. */
final class RefusedException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    /** The message is for people. */
    RefusedException(String message) {
        super(message);
    }
}
