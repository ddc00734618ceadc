// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.install;

import java.io.Serial;

/** Exception for a wrong command line. */
final class UsageException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    /** The message is for people. */
    UsageException(String message) {
        super(message);
    }
}
